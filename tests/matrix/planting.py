"""Planted permission bugs: each takes one protection out of the product, for the time of one test."""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from krachtlijn.exchange import api as api_module
from krachtlijn.exchange import mydata, telling
from krachtlijn.exchange import views as exchange_views
from krachtlijn.exchange.errors import said
from krachtlijn.groups import actions as groups
from krachtlijn.groups import views as group_views
from krachtlijn.people import devices, tokens
from krachtlijn.people.circle import circle_of
from krachtlijn.plans import over_time
from krachtlijn.plans import views as plan_views
from krachtlijn.rooms import circle as circle_views
from krachtlijn.vault import actions, door, granting, reading
from krachtlijn.vault import views as vault_views
from krachtlijn.vault.errors import NotThere
from krachtlijn.vault.models import Entry
from tests.faults.planting import plant

NEAR = ("worker", "sister")
FAR = ("stranger",)
OWNER = ("owner of a kind",)


@dataclass(frozen=True)
class Bug:
    """``sort`` is what the matrix has to call it, when these readers ask."""

    name: str
    sort: str
    readers: tuple
    put: Callable


def instead(function, old: str, new: str) -> Callable:
    return lambda monkeypatch: plant(monkeypatch, function, old, new)


def for_every(module, name: str, wrong: Callable) -> Callable:
    """A function that another module uses answers otherwise."""
    right = getattr(module, name)
    return lambda monkeypatch: monkeypatch.setattr(module, name, wrong(right))


def in_a_call(name: str, old: str, new: str) -> Callable:
    """The same for an operation of the API, which the router holds."""

    class Silent:
        def __getattr__(self, _method):
            return lambda *_, **__: lambda function: function

    def put(monkeypatch):
        routers = api_module.api._get_bound_routers()
        for view in [view for router in routers for view in router.path_operations.values()]:
            for operation in view.operations:
                if operation.view_func.__name__ == name:
                    source = textwrap.dedent(inspect.getsource(operation.view_func))
                    assert old in source, f"{name} no longer says {old!r}"
                    space = {**vars(api_module), "api": Silent()}
                    exec(source.replace(old, new), space)
                    monkeypatch.setattr(operation, "view_func", space[name])
                    return
        raise AssertionError(f"the API has no {name}")

    return put


def anyone(verb) -> Callable:
    """A verb that no longer asks whose entry it is."""
    return instead(verb, "_kept(entry_id, by)", 'Entry.objects.unscoped("bug").get(pk=entry_id)')


def of_someone_else(right):
    return lambda person, **more: right(circle_of(person).last() or person, **more)


def no_reach_check(monkeypatch):
    plant(monkeypatch, door._shown_now, " & Exists(reached)", "")


def in_every_group(monkeypatch):
    monkeypatch.setattr(groups, "member_in", lambda group, _person: group.members.first())


def authors_named(monkeypatch):
    plant(monkeypatch, reading.name_authors, HIDES, "piece.author_name = name")
    for module in (vault_views, circle_views):
        monkeypatch.setattr(module, "name_authors", reading.name_authors)


def says_not_yours(monkeypatch):
    def answer(request, exc):
        there = Entry.objects.unscoped("bug").filter(pk=request.resolver_match.kwargs["entry_id"])
        return said(404, "This is not yours." if there.exists() else None)

    monkeypatch.setitem(api_module.api._exception_handlers, NotThere, answer)


FORBIDDEN = """
        from django.core.exceptions import PermissionDenied
        there = Entry.objects.unscoped("bug").filter(pk=entry_id).exists()
        raise PermissionDenied if there else missing(by, entry_id)"""
KEEP = "return self._scoped(action).filter(mine)"
HIDES = 'piece.author_name = name if mine or known else ""'
ORDER = '.order_by(F("entry").desc(nulls_last=True), "-kind", "-given")'
WIDE = 'Q(entry=None, kind="", wide_from__lte=now)'
ALSO = 'standing__in=["own", "{}"]'
read = door.EntryQuerySet.for_actor
words = door._words_to

BUGS = [
    Bug("contact is not asked", "leak", ("former",), no_reach_check),
    Bug("withdrawn still holds", "leak", NEAR, instead(words, "Q(withdrawn=None) & ", "")),
    Bug(
        "expired still holds",
        "leak",
        NEAR,
        instead(words, " & (Q(until=None) | Q(until__gt=now))", ""),
    ),
    Bug(
        "keeping back is not weighed",
        "leak",
        NEAR,
        instead(words, "filter(live & covers,", "filter(live & covers & Q(shows=True),"),
    ),
    Bug(
        "the last word holds, not the most specific",
        "leak",
        NEAR,
        instead(words, ORDER, '.order_by("-given")'),
    ),
    Bug("the first word holds", "leak", NEAR, instead(words, '"-given")', '"given")')),
    Bug(
        "only me is not weighed",
        "leak",
        NEAR,
        instead(words, "Q(to=actor.pk) | Q(to=None)", "Q(to=actor.pk)"),
    ),
    Bug(
        "a kind also covers what is written later",
        "leak",
        NEAR,
        instead(words, 'Q(given__gte=OuterRef("since"))', "Q(given__isnull=False)"),
    ),
    Bug(
        "later begins at once",
        "leak",
        NEAR,
        instead(words, "Q(later=True, wide_from__lte=now)", "Q(later=True)"),
    ),
    Bug("everything begins at once", "leak", NEAR, instead(words, WIDE, 'Q(entry=None, kind="")')),
    Bug(
        "a word for one is a word for all",
        "leak",
        ("shown nothing",),
        instead(words, "Q(to=actor.pk) | Q(to=None), ", ""),
    ),
    Bug(
        "a kind shows every kind",
        "leak",
        NEAR,
        instead(words, 'kind=OuterRef("kind")', "kind__isnull=False"),
    ),
    Bug(
        "proposals are shown",
        "leak",
        NEAR,
        instead(door._shown_now, 'standing="own"', ALSO.format("proposed")),
    ),
    Bug(
        "what was let go is shown",
        "leak",
        NEAR,
        instead(door._shown_now, 'standing="own"', ALSO.format("let_go")),
    ),
    Bug(
        "everyone reads everything",
        "leak",
        FAR,
        instead(read, ".filter(mine | _proposed_by(actor) | _shown_now(actor))", ""),
    ),
    # Sealed under the key of the keeper, it still cannot be read; but it can be changed.
    Bug(
        "everyone keeps everything",
        "changed",
        FAR,
        instead(read, KEEP, "return self._scoped(action)"),
    ),
    Bug(
        "who reads may also keep",
        "changed",
        NEAR,
        instead(read, 'if action == "keep":', 'if action == "none":'),
    ),
    Bug(
        "a page for the keeper opens for a reader",
        "status",
        NEAR,
        for_every(vault_views, "read_mine", lambda _: reading.read_one),
    ),
    Bug("anyone rewrites", "changed", FAR, anyone(actions.rewrite)),
    Bug("anyone accepts", "changed", FAR, anyone(actions.accept)),
    Bug("anyone lets go", "changed", FAR, anyone(actions.let_go)),
    Bug("anyone takes up", "changed", FAR, anyone(actions.take_up)),
    Bug("anyone wipes", "changed", FAR, anyone(actions.wipe)),
    Bug(
        "anyone withdraws a word",
        "changed",
        FAR,
        instead(granting.withdraw, 'for_actor(by, "keep")', 'unscoped("bug")'),
    ),
    Bug(
        "anyone stops a key",
        "changed",
        FAR,
        instead(tokens.revoke_token, "pk=token_id, person=by", "pk=token_id"),
    ),
    Bug(
        "anyone ends a device",
        "changed",
        FAR,
        instead(devices.end_device, "person=by, handle=handle", "handle=handle"),
    ),
    Bug(
        "devices of everyone are listed",
        "leak",
        FAR,
        instead(devices.devices_of, "person=person, ", ""),
    ),
    Bug(
        "who proposed reads the words of now",
        "leak",
        ("expert",),
        for_every(reading, "_is_proposers_view", lambda _: lambda row, reader: False),
    ),
    Bug(
        "who proposed sees whether it was accepted",
        "leak",
        ("expert",),
        instead(
            reading._is_proposers_view,
            "return ",
            'return row.standing != "own" and ',
        ),
    ),
    Bug("authors are named to who does not know them", "leak", ("sister",), authors_named),
    Bug(
        "authors are told to programs",
        "leak",
        ("sister",),
        for_every(
            telling,
            "_known_authors",
            lambda _: lambda told, reader: {one.author_id for one in told},
        ),
    ),
    Bug(
        "what it is about is told",
        "leak",
        NEAR,
        for_every(reading, "_hide_unseen_parents", lambda _: lambda opened, reader: None),
    ),
    Bug(
        "looks of another", "leak", ("worker",), for_every(api_module, "looks_at", of_someone_else)
    ),
    Bug("words of another", "leak", ("worker",), for_every(granting, "words_of", of_someone_else)),
    Bug(
        "everything of another is taken along",
        "leak",
        ("worker",),
        for_every(exchange_views, "everything_of", of_someone_else),
    ),
    Bug(
        "everything is there without being asked for",
        "status",
        FAR,
        for_every(mydata, "may_take", lambda _: lambda person: True),
    ),
    Bug(
        "a day in the past of another",
        "leak",
        ("worker",),
        for_every(
            over_time,
            "read_own_on",
            lambda right: lambda person, moment: right(circle_of(person).last(), moment),
        ),
    ),
    Bug(
        "who only offered hears whether it was taken",
        "changed",
        ("peer",),
        instead(actions._given, "about__to=by, ", ""),
    ),
    Bug(
        "looks are not written",
        "unseen",
        NEAR,
        instead(reading.read_all, "note_looks(", "(lambda *a, **k: None)("),
    ),
    Bug(
        "persons outside the circle have a page",
        "leak",
        FAR,
        instead(
            circle_views._in_circle,
            "contacts.circle_of(request.user)",
            'Membership._meta.get_field("person").related_model',
        ),
    ),
    Bug(
        "the API does not choose whose",
        "too much",
        NEAR,
        in_a_call("entries", "if person:", "if False:"),
    ),
    Bug(
        "another's entry is forbidden, not absent",
        "status",
        FAR,
        instead(actions._kept, "raise missing(by, entry_id)", FORBIDDEN),
    ),
    Bug(
        "that something was wiped is told to all",
        "status",
        FAR,
        instead(reading.missing, "knew = ", "knew = mine.exists() or "),
    ),
    Bug("not there says why", "tells", FAR, says_not_yours),
    Bug(
        "a page is left open",
        "status",
        (None,),
        lambda monkeypatch: monkeypatch.setattr(
            plan_views.plan, "login_required", False, raising=False
        ),
    ),
    Bug(
        "who may read is refused", "refused", NEAR, instead(words, "until__gt=now", "until__lt=now")
    ),
    Bug("the log of a group is open", "leak", FAR, in_every_group),
    Bug(
        "a group lets anyone act",
        "status",
        FAR,
        instead(group_views.mine, "Group.objects.of(request.user)", "Group.objects"),
    ),
]
