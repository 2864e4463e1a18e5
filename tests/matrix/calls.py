"""Every address and API call, with every reader, in every state: what is asked and what must come.

A cell is one request. A test holds what is asked here against the addresses there are, so that a
new one has to say here what each reader gets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from krachtlijn.vault.kinds import KINDS
from tests.conftest import LONG
from tests.matrix import rights
from tests.matrix.must import Must
from tests.matrix.rights import KEPT, STATES, in_circle, is_owner, readable
from tests.matrix.world import ASKED_OF, READERS, TAKES_NOTHING, World

NOWHERE = UUID("00000000-0000-4000-8000-00000000ffff")
FRESH = UUID("00000000-0000-4000-8000-000000000001")
WRITTEN = ("goal", "pending", "dropped")  # one of each standing, for every call that changes
ASKED = (*sorted(KEPT), "wiped", "proposal, wiped")
OTHER = ("PUT", "PATCH", "DELETE")
TYPED = {"words": "typed"}
# Whom no keeper ever met: all of them are strangers, so two and two take turns.
ALIKE = ("colleague", "council", "officer", "operator")
A_DAY = "?op=2026-03-03"  # before the matrix reads, and after everything was written
FIRST_OWNER = f"owner of {next(iter(STATES))}"


@dataclass
class Cell:
    """One request, and what the table says about its answer."""

    reader: str | None
    state: str
    address: str
    method: str
    path: str
    status: set[int]
    data: dict | None = None
    header: dict = field(default_factory=dict)
    by: str = "page"  # or "key", or "cookie" for a program that uses the session
    must: set[str] = field(default_factory=set)
    changes: set[str] | None = field(default_factory=set)  # whose things besides their own
    nowhere: str = ""  # the same address for something that does not exist
    within: str = ""  # the one state whose plan may stand in this answer

    def __str__(self):
        who = self.reader or "anonymous"
        return f"{who} | {self.state} | {self.method} {self.address} ({self.by})"


def cells(world: World, readers, *, full: bool) -> Iterator[Cell]:
    """All of them for these readers; the broad pages first, so that a planted bug is met soon.

    Without ``full`` some things take turns from state to state: the entry that a call tries to
    change, the method that no page has, whether an entry is read on its page or by a program, the
    kinds that are asked for by name, and those who are strangers alike.
    Every plan is read whole in every state, on the page of its person and in the list of the API.
    """
    for reader in readers:
        yield from lists(world, reader, full=full)
    # It builds on what is here.
    from tests.matrix.neighbourhood import neighbourhood
    from tests.matrix.together import together

    for reader in readers:
        yield from together(world, reader)
        yield from neighbourhood(world, reader)
    for reader in readers:
        for state in states_for(reader, full=full):
            one = OnePlan(world, reader, state, full=full)
            yield from one.persons()
            yield from one.entries()
            yield from one.words_and_devices()
            yield from one.what_others_said()
            yield from one.changes_of_entries()
            yield from one.other_methods()


def states_for(reader: str | None, *, full: bool) -> list[str]:
    if reader is not None and is_owner(reader):
        return [reader.removeprefix("owner of ")]
    if full or reader not in ALIKE:
        return list(STATES)
    return list(STATES)[ALIKE.index(reader) % 2 :: 2]


def kinds_for(reader: str | None) -> list[str]:
    """A goal is asked for by everyone, of the other kinds each fourth one."""
    turn = [None, *READERS, *(f"owner of {state}" for state in STATES)].index(reader)
    return [kind for at, kind in enumerate(KINDS) if LONG or kind == "goal" or (at + turn) % 4 == 0]


# ------------------------------------------------------------------ addresses that name nobody

G, P = "GET", "POST"
ONLY_READ = {G: 200, P: (405, {}), "else": 405}
TAKEN_ALONG = {"read-everything", "my-data-json", "my-data-pdf"}
# address: {method: what a signed-in reader gets, and the form that is sent}
PLAIN: dict[str, dict] = {
    "today": {G: 200},
    "begin": {G: 200},
    "begin-strength": {G: 200, P: (302, TYPED | {"id": FRESH})},
    "begin-card": {G: 200, P: (422, {"pin": "1"})},
    "me": {G: 200},
    "who-sees-what": {G: 200},
    "who-looked": {G: 200},
    "erase": {G: 200, P: (200, {"sure": "1"})},
    "circle": {G: 200, P: (422, {"code": "AAAAAAAAAA"})},
    "hand-out-code": {G: 200, P: (200, {})},
    "plan": {G: 200},
    "let-go-list": {G: 200},
    "my-area": {G: 200, P: (422, {"area": ""})},
    "signal": {G: 200, P: (200, {"theme": "no_bus"})},
    "take-signal-back": {G: 200, P: (302, {"theme": "no_bus", "month": "2026-03"})},
    "step-from-what-became": {G: 405, P: (302, {"id": FRESH, "words": ""})},
    "what-became": {G: 200, P: (404, {"question": "fits", "about": FRESH})},
    "choose": {G: 200},
    "sign-in": {G: 200, P: (422, {"card": "", "pin": "1"})},
    "sign-out": {G: 405, P: (302, {})},
    "quick-exit": {G: 405, P: (302, {})},
    "language": {G: 405, P: (302, {"language": "fr"})},
    "name": {G: 200, P: (302, {"name": "typed"})},
    "card": {G: 200, P: (422, {"pin": ""})},
    "new-card": {G: 200, P: (422, {"pin": "1"})},
    "card-written-down": {G: 405, P: (302, {})},
    "devices": {G: 200},
    "end-other-devices": {G: 405, P: (302, {})},
    "tokens": {G: 200, P: (200, {"label": "typed"})},
    "tilt": {G: 200, P: (302, TYPED | {"id": FRESH})},
    "ecogram": {G: 200},
    "then": {G: 200},
    "growth": {G: 200},
    "bad-day": {G: 200},
    "my-data": {G: 200, P: (302, {})},
    "undo-take-away": {G: 405, P: (302, {})},
    "read-everything": ONLY_READ,
    "my-data-json": ONLY_READ,
    "my-data-pdf": ONLY_READ,
    "my-data-schema": ONLY_READ,
    "bring-in": {G: 200, P: (422, {})},
    "paper": {G: 200},
    "paper-a4": ONLY_READ,
    "paper-fridge": ONLY_READ,
    "paper-sheet": ONLY_READ,
    "type-over": {G: 200, P: (422, {"sheet": ""})},
}
OPEN = {"today", "begin", "begin-strength", "sign-in", "sign-out", "quick-exit", "language"} | {
    "my-data-schema"
}
API_LISTS = ("me", "entries", "grants", "looks", "kinds")


def lists(world: World, reader: str | None, *, full: bool) -> Iterator[Cell]:
    """What names nobody in its address, and so has to choose by itself what it shows."""
    must = Must(world, reader)
    # The owners ask the same; one of them tries the methods that no page has.
    others = full or reader is None or not is_owner(reader) or reader == FIRST_OWNER
    tried = (*OTHER, "HEAD") if others else ()
    kinds = kinds_for(reader)
    for address in API_LISTS:
        queries = ["", *(f"?kind={kind}" for kind in kinds)] if address == "entries" else [""]
        for query in queries:
            path = f"/api/v1/{address}{query}"
            for by in ("key", "cookie"):
                status = {200} if reader else {401}
                needed = must.of(f"api {address}") if not query else set()
                yield Cell(reader, "", f"api {address}", G, path, status, by=by, must=needed)
            for method in (OTHER if full else OTHER[:1]) if others else ():
                yield Cell(reader, "", f"api {address}", method, path, {405}, by="key")
    for address, methods in PLAIN.items():
        yield from _plain(reader, address, reverse(address), methods, must, tried)
    for address in ("then", "ecogram"):
        path, status = reverse(address) + A_DAY, 200 if reader else 302
        yield Cell(reader, "", address, G, path, {status}, must=must.of(f"{address} on a day"))
    for kind in kinds:
        sent = TYPED | {"id": FRESH}
        methods = {G: 200, P: (302, sent)}
        if KINDS[kind].kind_of.page:
            methods[G] = 302
        elif KINDS[kind].kind_of.chosen_by_others:
            methods = {G: 404, P: (404, sent)}
        yield from _plain(reader, "add", reverse("add", args=[kind]), methods, must, tried)
    for address, path, status in (
        ("health", "/healthz", 200),
        ("api openapi", "/api/openapi.json", 200),
        ("api root", "/api/", 404),
        ("api nothing", "/api/v1/nothing-here", 404),
    ):
        yield Cell(reader, "", address, G, path, {status})
        yield Cell(reader, "", address, "HEAD", path, {200} if address == "health" else {204})


def _plain(reader, address, path, methods, must, tried) -> Iterator[Cell]:
    closed = reader is None and address not in OPEN
    otherwise = methods.get("else", methods[G])
    asked = {method: answer for method, answer in methods.items() if method != "else"}
    if address in TAKEN_ALONG and reader in TAKES_NOTHING:
        asked[G] = 403
    elif address == "my-data-pdf" and not closed:
        # What is drawn cannot be searched for marks; it is made of the page that can.
        del asked[G]
    for method, answer in asked.items():
        status, data = answer if isinstance(answer, tuple) else (answer, None)
        if closed:
            status = 401 if method == P else 302
        needed = must.of(address) if method == G else set()
        # Erasing oneself takes oneself out of the circles of others.
        changes = None if address == "erase" and method == P else set()
        expected = {status}
        yield Cell(reader, "", address, method, path, expected, data, must=needed, changes=changes)
    for method in tried:
        status = 204 if method == "HEAD" else 302 if closed else otherwise
        yield Cell(reader, "", address, method, path, {status})


# ---------------------------------------------------------------------- addresses that name one


class OnePlan:
    """What one reader asks about one plan."""

    def __init__(self, world: World, reader: str | None, state: str, *, full: bool):
        self.world, self.reader, self.state, self.full = world, reader, state, full
        self.plan = world.plans[state]
        self.keeps = reader == f"owner of {state}"
        self.near = reader is not None and (self.keeps or in_circle(reader))
        self.other = world.readers["worker"] if self.keeps else self.plan.owner
        self.reads = readable(reader, state) if reader else {}
        self.turn = list(STATES).index(state)

    def cell(self, address, method, path, status, data=None, **more) -> Cell:
        if self.reader is None:
            api = path.startswith("/api/")
            refused = 405 if status == 405 else 401
            status = refused if api else 401 if method == P else 302
            more = {name: it for name, it in more.items() if name in {"header", "by"}}
        elif status not in (404, 410):
            more.pop("nowhere", None)
        expected = status if isinstance(status, set) else {status}
        return Cell(self.reader, self.state, address, method, path, expected, data, **more)

    def gone(self, entry: str) -> int:
        """How it is not there: whoever kept or proposed what was wiped is told so."""
        wiped = {"wiped", "proposal, wiped"} if self.keeps else set()
        wiped |= rights.WIPED_PROPOSALS.get(self.reader or "", set())
        return 410 if entry in wiped else 404

    def says(self, entry: str, *fields: str) -> set[str]:
        """The marks of what this reader reads of an entry."""
        when = self.reads.get(entry)
        return self.world.marks.of("plan", self.state, entry, when, *fields) if when else set()

    # -------------------------------------------------------------------------- persons

    def persons(self) -> Iterator[Cell]:
        other = self.other.person.pk
        known = self.world.marks.of("name", self.other.name)
        shown = set().union(*(self.says(entry, "words") for entry in self.reads), known)
        if self.keeps:
            shown = known | self.world.marks.of("organisation", "house")
            over = STATES[self.state].get("over")
            shown |= set() if over else self.world.marks.of("purpose", self.state, "worker")
        both, shows = {self.other.name}, (302, {"lasts": "open"})
        for address, arguments, sent, must, changes in (
            ("person", [], None, shown, set()),
            ("show-kind", ["goal"], shows, known, set()),
            ("show-kind", ["alles"], shows, known, set()),
            ("propose", ["factor"], (302, TYPED | {"id": FRESH}), known, both),
            ("end-contact", [], (302, {}), known, both),
        ):
            path = reverse(address, args=[other, *arguments])
            nowhere = reverse(address, args=[NOWHERE, *arguments])
            status = 200 if self.near else 404
            more = {"must": must, "within": self.state} if self.near else {}
            yield self.cell(address, G, path, status, nowhere=nowhere, **more)
            if sent:
                status, data = sent if self.near else (404, sent[1])
                more = {"changes": changes} if self.near else {}
                yield self.cell(address, P, path, status, data, nowhere=nowhere, **more)
        path = f"/api/v1/entries?person={other}"
        must = set().union(*(self.says(entry) for entry in self.reads)) if not self.keeps else set()
        yield self.cell("api entries", G, path, 200, by="key", must=must, within=self.state)

    # -------------------------------------------------------------------------- reading

    def entries(self) -> Iterator[Cell]:
        for number, entry in enumerate((*ASKED, *sorted(rights.others(self.state)))):
            entry_id = self.plan.ids[entry]
            status = 200 if entry in self.reads else self.gone(entry)
            must = self.says(entry)
            page = reverse("entry", args=[entry_id]), reverse("entry", args=[NOWHERE])
            seen = set(must)
            if self.keeps:
                seen |= self.world.marks.of("plan", self.state, entry, "first", "words")
            if entry == "yes" and entry in self.reads and self.reader in {"worker", "peer"}:
                seen |= self.world.marks.of("name", "expert") if self.reader == "worker" else set()
            both = self.full or self.keeps or entry in WRITTEN
            if both or (number + self.turn) % 2:
                yield self.cell("entry", G, page[0], status, nowhere=page[1], must=seen)
            if both or not (number + self.turn) % 2:
                more = {"nowhere": f"/api/v1/entries/{NOWHERE}", "must": must}
                for by in ("key", "cookie") if self.full or entry == "goal" else ("key",):
                    path = f"/api/v1/entries/{entry_id}"
                    yield self.cell("api entry", G, path, status, by=by, **more)

    def words_and_devices(self) -> Iterator[Cell]:
        """The words about who sees what, the devices and the keys of this keeper."""
        words = self.plan.words.get("worker") or [NOWHERE]
        word, mine = words[0], self.keeps and words[0] != NOWHERE
        path, nowhere = reverse("withdraw", args=[word]), reverse("withdraw", args=[NOWHERE])
        yield self.cell("withdraw", P, path, 302 if mine else 404, {}, nowhere=nowhere)
        yield self.cell("withdraw", G, path, 405)
        path, nowhere = f"/api/v1/grants/{word}", f"/api/v1/grants/{NOWHERE}"
        status = 204 if mine else 404
        yield self.cell("api grant", "DELETE", path, status, by="key", nowhere=nowhere)
        sent = {"to": str(self.other.person.pk), "kind": "factor"}
        status = {409, 410, 201} if self.near else 404
        yield self.cell("api grant", "PUT", path, status, sent, by="key", nowhere=nowhere)
        for address, named in (
            ("end-device", self.plan.owner.handle),
            ("revoke-token", self.plan.owner.token_id),
        ):
            yield self.cell(address, P, reverse(address, args=[named]), 302, {})
            yield self.cell(address, G, reverse(address, args=[named]), 405)

    # ------------------------------------------------------------------------- changing

    def what_others_said(self) -> Iterator[Cell]:
        """Whoever was asked can hand their yes back; whoever only offered it cannot take it out."""
        for entry in sorted(rights.others(self.state) & {"a yes", "a view", "the yes"}):
            handed_back = entry == "the yes" and self.reader == ASKED_OF
            entry_id = self.plan.ids[entry]
            path, nowhere = reverse("let-go", args=[entry_id]), reverse("let-go", args=[NOWHERE])
            status = 302 if self.keeps or handed_back else 404
            more = {"changes": {self.plan.owner.name}} if handed_back else {}
            yield self.cell("let-go", P, path, status, {}, nowhere=nowhere, **more)

    def changes_of_entries(self) -> Iterator[Cell]:
        found = [
            [*self.pages_that_change(entry), *self.calls_that_change(entry)] for entry in WRITTEN
        ]
        for number, one_call in enumerate(zip(*found, strict=True)):
            if self.full or self.keeps:
                yield from one_call
            else:
                yield one_call[(number + self.turn) % len(WRITTEN)]

    def pages_that_change(self, entry: str) -> Iterator[Cell]:
        entry_id, revision = self.plan.ids[entry], self.world.revisions[self.plan.ids[entry]]
        asked = 302 if entry == "pending" else 200
        words = self.says(entry, "words") if self.keeps else set()
        to = {"to": str(self.world.readers["worker"].person.pk), "lasts": "open"}
        for address, method, status, data in (
            ("change", G, asked, None),
            ("show-entry", G, 200, None),
            ("wipe", G, 200, None),
            ("change", P, 302, TYPED | {"revision": revision}),
            ("show-entry", P, 302, to),
            ("keep-back", P, 302, {}),
            ("accept", P, 302, {}),
            ("let-go", P, 302, {}),
            ("take-up", P, 302, {}),
            ("wipe", P, 302, {}),
            ("not-only-me", P, 404, {"where": "society"}),
        ):
            path = reverse(address, args=[entry_id])
            nowhere = reverse(address, args=[NOWHERE])
            must = words if method == G and status == 200 else set()
            status = status if self.keeps else 404
            yield self.cell(address, method, path, status, data, nowhere=nowhere, must=must)
        # Sent again under the id of another: nothing of what is there may come back.
        kind = reverse("add", args=["goal"])
        yield self.cell("add", P, kind, 409, TYPED | {"id": entry_id})

    def calls_that_change(self, entry: str) -> Iterator[Cell]:
        entry_id, revision = self.plan.ids[entry], self.world.revisions[self.plan.ids[entry]]
        path, nowhere = f"/api/v1/entries/{entry_id}", f"/api/v1/entries/{NOWHERE}"
        now = {"header": {"If-Match": str(revision)}}
        old = {"header": {"If-Match": "99"}}
        new = {"kind": "goal", "content": TYPED}
        proposed = entry == "pending"
        for address, method, more, data, status, how in (
            ("api entry", "PATCH", "", {"content": TYPED}, 403 if proposed else 200, now),
            ("api entry", "PATCH", "", {"content": TYPED}, 403 if proposed else 412, old),
            ("api entry", "DELETE", "", None, 204, {}),
            ("api entry", "DELETE", "?wipe=true", None, 204, {}),
            ("api accept", P, "/accept", None, 200, {}),
            ("api take up", P, "/take-up", None, 200, {}),
        ):
            status = status if self.keeps else 404
            must = self.says(entry) if status == 412 else set()
            yield self.cell(
                address, method, path + more, status, data, by="key", must=must,
                nowhere=nowhere + more, **how,
            )  # fmt: skip
        # An id that is taken is taken for everyone; only who may read it hears what it stands for.
        yield self.cell("api entry", "PUT", path, 409, new, by="key", must=self.says(entry))
        yield self.cell("api entry", P, path, 405, by="key")

    # -------------------------------------------------------------------- other methods

    def other_methods(self) -> Iterator[Cell]:
        """A method that no page has may neither show more than reading does, nor change anything."""
        entry, other = self.plan.ids["goal"], self.other.person.pk
        reads, near, keeps = "goal" in self.reads, self.near, self.keeps
        for address, arguments, status in (
            ("entry", [entry], 200 if reads else 404),
            ("change", [entry], 200 if keeps else 404),
            ("show-entry", [entry], 200 if keeps else 404),
            ("wipe", [entry], 200 if keeps else 404),
            ("person", [other], 200 if near else 404),
            ("show-kind", [other, "goal"], 200 if near else 404),
            ("propose", [other, "goal"], 200 if near else 404),
            ("end-contact", [other], 200 if near else 404),
            *(
                (address, [entry], 405)
                for address in ("keep-back", "accept", "let-go", "take-up", "not-only-me")
            ),
        ):
            path = reverse(address, args=arguments)
            if status == 405:
                yield self.cell(address, G, path, 405)
            chosen = (self.turn + len(address)) % 4
            for method in OTHER if self.full else OTHER[chosen : chosen + 1]:
                yield self.cell(address, method, path, status)
            if self.full or chosen == 3:
                yield Cell(self.reader, self.state, address, "HEAD", path, {204})
