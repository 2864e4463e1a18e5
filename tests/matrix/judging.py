"""One request, undone afterwards, held against the table."""

import json
import re
from contextlib import ExitStack
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.test import Client, RequestFactory

from krachtlijn.exchange.models import TakeAway
from krachtlijn.groups.models import Line, Member
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Card, MeetCode, Membership, Person, Reach, Session, Token
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt
from tests.matrix.calls import Cell
from tests.matrix.rights import rights
from tests.matrix.world import World

MARK = re.compile(r"zz\d{5}zz", re.IGNORECASE)
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)
PAGE_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
LOOKS = {"vault_look", "vault_lookhead"}
BEHIND = "the matrix looks behind the door"


@dataclass
class Fault:
    """What is wrong with one answer, in one word and in detail."""

    sort: str
    cell: Cell
    detail: str

    def __str__(self):
        return f"{self.sort}: {self.cell}: {self.detail}"


class Judge:
    def __init__(self, world: World):
        self.world = world
        self.client = Client(raise_request_exception=False)
        self.actors = {actor.name: actor for actor in world.everyone()}
        self.rights: dict = {}
        self.names = {str(actor.person.pk): actor.name for actor in world.everyone()}
        self.known = {plain(one): one for one in world.ids}
        self.before = whose_things()
        self.nowhere: dict = {}
        self.asked = 0
        self.looks_in_vain: list[Cell] = []

    def faults(self, cell: Cell) -> list[Fault]:
        answer, written, after = self.ask(cell, cell.path)
        self.asked += 1
        if answer.status_code >= 400 and "vault_look" in written and not cell.must:
            self.looks_in_vain.append(cell)
        found = [*self.of_status(cell, answer), *self.of_marks(cell, answer, written)]
        if cell.changes is not None and after is not None:
            found += self.of_changes(cell, after)
        if cell.nowhere and answer.status_code == 404:
            found += self.of_nowhere(cell, answer)
        return [Fault(sort, cell, detail) for sort, detail in found]

    # ------------------------------------------------------------------------- asking

    def ask(self, cell: Cell, path: str):
        """The answer, the tables it wrote in, and whose things are how after it; then undone."""
        written: set[str] = set()

        def listen(execute, sql, *rest):
            if write := WRITES.match(sql):
                ended = "deleted " if write[1].upper().startswith("DELETE") else ""
                written.add(ended + write[2].lower())
            return execute(sql, *rest)

        with ExitStack() as around:
            for alias in ("default", "keys"):
                around.enter_context(transaction.atomic(using=alias))
            with connection.execute_wrapper(listen):
                answer = self.send(cell, path)
            after = whose_things() if written - LOOKS else None
            for alias in ("default", "keys"):
                transaction.set_rollback(True, using=alias)
        return answer, written, after

    def send(self, cell: Cell, path: str):
        headers = dict(cell.header)
        self.client.cookies = SimpleCookie()
        actor = self.actors.get(cell.reader)
        if actor and cell.by == "key":
            headers["Authorization"] = f"Bearer {actor.key}"
        elif actor:
            self.client.cookies["session"] = actor.cookie
        if cell.by == "page":
            sent = {name: str(value) for name, value in (cell.data or {}).items()}
            if cell.method == "POST":
                return self.client.post(path, sent, headers=headers)
            return self.client.generic(cell.method, path, headers=headers)
        body = json.dumps(cell.data) if cell.data is not None else ""
        return self.client.generic(
            cell.method, path, body, content_type="application/json", headers=headers
        )

    # ------------------------------------------------------------------------ judging

    def of_status(self, cell: Cell, answer):
        if answer.status_code not in cell.status:
            yield "status", f"{answer.status_code}, and the table says {cell.status}"
        elif answer.status_code == 302 and cell.reader is None and cell.address not in OPEN_AWAY:
            if not answer["Location"].startswith("/in/?next="):
                yield "status", f"sent on to {answer['Location']}"

    def of_marks(self, cell: Cell, answer, written):
        if cell.reader not in self.rights:
            self.rights[cell.reader] = rights(self.world, cell.reader)
        marks, ids = self.rights[cell.reader]
        told = everything_in(answer)
        met = {mark.lower() for mark in MARK.findall(told)}
        for mark in sorted(met - marks):
            yield "leak", f"{self.world.marks.means.get(mark)} ({answer.status_code})"
        asked = {plain(one) for one in ID.findall(f"{cell.path} {cell.data}")}
        known = self.known
        for one in {plain(one) for one in ID.findall(told)} & set(known) - asked:
            if known[one] not in ids:
                yield "leak", f"the id of {self.world.ids[known[one]]} ({answer.status_code})"
        for mark in sorted(cell.must - met):
            yield "refused", f"{self.world.marks.means[mark]} is missing ({answer.status_code})"
        if self.of_others(cell, met) and "vault_look" not in written:
            yield "unseen", "words of another were shown, and no look was written"
        if cell.within:
            other = [means for means in self.plans_in(met) if means[1] != cell.within]
            if other:
                yield "too much", f"also {other[0]}"

    def of_others(self, cell: Cell, met: set[str]) -> bool:
        """Whether these marks hold words out of the plan of someone else."""
        return any(cell.reader != f"owner of {means[1]}" for means in self.plans_in(met))

    def plans_in(self, met: set[str]) -> list[tuple]:
        """What these marks mean, as far as they come out of a plan."""
        means = [self.world.marks.means.get(mark, ("",)) for mark in sorted(met)]
        return [one for one in means if one[0] == "plan"]

    def of_changes(self, cell: Cell, after: dict):
        mine = self.actors[cell.reader].person.pk if cell.reader else None
        for owner, things in self.before.items():
            name = self.names.get(str(owner), str(owner))
            if owner != mine and name not in cell.changes and after.get(owner) != things:
                changed = sorted({one[0] for one in things ^ after.get(owner, frozenset())})
                yield "changed", f"{changed} of {name}"

    def of_nowhere(self, cell: Cell, answer):
        """A stranger's answer is that of an address where nothing is, byte for byte."""
        key = (cell.reader, cell.by, cell.method, cell.nowhere, str(cell.data), str(cell.header))
        if key not in self.nowhere:
            self.nowhere[key] = bare(self.ask(cell, cell.nowhere)[0])
        if bare(answer) != self.nowhere[key]:
            yield "tells", "this 404 differs from that of something that does not exist"


OPEN_AWAY = {"begin-strength", "sign-out", "quick-exit", "language"}


def plain(one: str) -> str:
    return one.replace("-", "").lower()


def everything_in(answer) -> str:
    """Every byte that leaves: status line, headers, cookies opened, body."""
    parts = [answer.reason_phrase, *(f"{name}: {value}" for name, value in answer.items())]
    for name, morsel in answer.cookies.items():
        parts.append(f"{name}={morsel.value}")
        if name == "messages" and morsel.value:
            storage = CookieStorage(RequestFactory().get("/"))
            parts += [str(one) for one in storage._decode(morsel.value) or []]
    return "\n".join(parts) + "\n" + answer.content.decode()


def bare(answer) -> tuple:
    """An answer without what differs between two askings of the same page."""
    body = PAGE_TOKEN.sub(b"", answer.content)
    cookies = {name: morsel.value for name, morsel in answer.cookies.items() if name != "csrftoken"}
    return answer.status_code, sorted(answer.items()), sorted(cookies.items()), body


def whose_things() -> dict:
    """Per person everything that lies with them, to see what a request changed of whom."""
    found: dict = {}

    def note(table, owner: int, rows) -> None:
        for row in rows:
            found.setdefault(row[owner], set()).add((table, *row))

    entries = Entry.objects.unscoped(BEHIND)
    note(
        "entry",
        0,
        entries.values_list("keeper", "pk", "standing", "revision", "author", "since", "to"),
    )
    revisions = EntryRevision.objects.unscoped(BEHIND)
    note("revision", 0, revisions.values_list("entry__keeper", "entry", "number"))
    words = Grant.objects.unscoped(BEHIND)
    note("word", 0, words.values_list("person", "pk", "to", "shows", "until", "withdrawn"))
    note("receipt", 0, Receipt.objects.values_list("keeper", "pk", "wiped"))
    note("reach", 0, Reach.objects.values_list("person", "other"))
    note("take-away", 0, TakeAway.objects.values_list("person", "opens", "undone"))
    note("key", 0, Token.objects.values_list("person", "pk", "label"))
    note("device", 0, Session.objects.values_list("person", "handle"))
    note("card", 0, Card.objects.values_list("person", "pk", "fails"))
    note("code", 0, MeetCode.objects.values_list("person", "pk"))
    note("person", 0, Person.objects.values_list("pk", "name", "language", "password"))
    note("role", 0, Membership.objects.values_list("person", "organisation", "role"))
    inside = Member.objects.exclude(person=None)
    note("member", 0, inside.values_list("person", "group", "alias", "role"))
    lines = Line.objects.exclude(by__person=None)
    note("line", 0, lines.values_list("by__person", "pk"))
    note("organisation", 0, Organisation.objects.values_list("pk", "name"))
    return {owner: frozenset(things) for owner, things in found.items()}
