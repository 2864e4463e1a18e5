"""The door: nothing that someone keeps is read before it was said who asks."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery

import krachtlijn
from krachtlijn.people.models import Person
from krachtlijn.vault import door
from krachtlijn.vault.door import ScopedQuery, Unscoped
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Look
from tests.cast import keep, show
from tests.faults.planting import plant

SCOPED = [Entry, EntryRevision, Grant, Look]

READINGS = {
    "list": list,
    "bool": bool,
    "len": len,
    "repr": repr,
    "for": lambda query: [row.pk for row in query],
    "one by number": lambda query: query[0],
    "a slice": lambda query: list(query[:2]),
    "get": lambda query: query.get(pk=query.model().pk),
    "filter": lambda query: list(query.filter(pk=None)),
    "exclude": lambda query: list(query.exclude(pk=None)),
    "first": lambda query: query.first(),
    "last": lambda query: query.last(),
    "earliest": lambda query: query.earliest("pk"),
    "latest": lambda query: query.latest("pk"),
    "count": lambda query: query.count(),
    "exists": lambda query: query.exists(),
    "contains": lambda query: query.contains(query.model(pk=query.model._meta.pk.to_python(1))),
    "iterator": lambda query: list(query.iterator()),
    "aggregate": lambda query: query.aggregate(Count("pk")),
    "values": lambda query: list(query.values("pk")),
    "values_list": lambda query: list(query.values_list("pk", flat=True)),
    "in_bulk": lambda query: query.in_bulk(),
    "explain": lambda query: query.explain(),
    "update": lambda query: query.update(pk=None),
    "bulk_update": lambda query: query.bulk_update([], ["pk"]),
    "delete": lambda query: query.delete(),
    "get_or_create": lambda query: query.get_or_create(),
    "update_or_create": lambda query: query.update_or_create(),
    "or": lambda query: query | query,
    "and": lambda query: query & query,
    "xor": lambda query: query ^ query,
    "union": lambda query: query.union(query),
    "intersection": lambda query: query.intersection(query),
    "difference": lambda query: query.difference(query),
    "raw": lambda query: query.raw("select 1"),
    "in a filter": lambda query: list(Person.objects.filter(pk__in=query)),
    "values in a filter": lambda query: list(Person.objects.filter(pk__in=query.values("pk"))),
    "distinct": lambda query: list(query.distinct()),
    "annotate": lambda query: list(query.annotate(n=Count("pk"))),
    "select_related": lambda query: list(query.select_related()),
    "using": lambda query: list(query.using("default")),
    "none of it chosen": lambda query: list(query.only("pk")),
}


@pytest.mark.django_db
@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("begin", ["manager", "all"])
def test_every_way_to_read_unscoped_is_refused(model, reading, begin):
    query = model.objects.all() if begin == "all" else model.objects.get_queryset()

    with pytest.raises(Unscoped):
        READINGS[reading](query)


# `Subquery` and `Exists` take the bare query out of the query set without asking it anything.
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("inside", [Subquery, Exists])
@pytest.mark.parametrize(
    "taken", [lambda query: query, lambda query: query.query], ids=["set", "bare"]
)
@pytest.mark.django_db
def test_an_unscoped_query_inside_another_is_refused(model, inside, taken):
    query = taken(model.objects.filter(pk=None).values("pk"))

    for reading in (
        lambda: Person.objects.annotate(leak=inside(query)),
        lambda: Person.objects.filter(pk=inside(query)),
        lambda: Person.objects.filter(pk__in=query),
        lambda: Person.objects.aggregate(leak=inside(query)),
        lambda: Person.objects.order_by(inside(query)),
        lambda: Person.objects.update(name=inside(query)),
    ):
        with pytest.raises(Unscoped):
            list(reading())


def test_a_bare_query_without_the_demand_is_found(amina, monkeypatch):
    keep(amina, "koken")
    monkeypatch.setattr(ScopedQuery, "demand_scope", lambda self: None)

    assert Person.objects.filter(Exists(Entry.objects.filter(keeper=OuterRef("pk")))).exists()


@pytest.mark.parametrize("reading", READINGS)
def test_a_query_class_without_the_demand_is_found(reading, amina, monkeypatch):
    monkeypatch.setattr(ScopedQuery, "demand_scope", lambda self: None)
    refused_anyway = {"or", "and", "xor", "union", "intersection", "difference", "raw"}

    try:
        READINGS[reading](Entry.objects.all())
    except Unscoped:
        assert reading in refused_anyway
    except Exception:
        assert reading not in refused_anyway


@pytest.mark.django_db
def test_a_scope_stays_with_everything_made_from_it(amina):
    entry = keep(amina, "koken")
    mine = Entry.objects.for_actor(amina, "keep")

    assert mine.filter(kind="goal").exclude(kind="x").order_by("pk")[:5].get().pk == entry.id
    assert mine.values_list("pk", flat=True).first() == entry.id
    assert mine.count() == len(mine) == 1
    assert mine.filter(pk__in=Entry.objects.for_actor(amina, "keep")).exists()


def test_related_entries_and_revisions_ask_for_a_scope_too(amina):
    keep(amina, "koken")
    entry = Entry.objects.for_actor(amina, "keep").get()

    for reading in (
        lambda: list(entry.revisions.all()),
        entry.revisions.count,
        lambda: entry.revisions.filter(number=1).exists(),
        lambda: list(Entry.objects.for_actor(amina, "keep").prefetch_related("revisions")),
        lambda: list(
            Entry.objects.for_actor(amina, "keep").prefetch_related(
                Prefetch("revisions", EntryRevision.objects.all())
            )
        ),
    ):
        with pytest.raises(Unscoped):
            reading()


def test_an_unknown_action_is_a_mistake(amina):
    with pytest.raises(ValueError, match="no such action"):
        Entry.objects.for_actor(amina, "reed")


def test_shown_to_gives_only_what_others_show(amina, joke):
    keep(joke, "van Joke")
    entry = keep(amina, "koken")
    show(amina, joke, entry=entry.id)
    show(joke, amina, kind="goal")

    assert [one.pk for one in Entry.objects.shown_to(joke)] == [entry.id]


def test_grants_and_looks_are_read_by_their_own_person_only(amina, joke):
    show(amina, joke, kind="goal")

    assert Grant.objects.for_actor(amina).count() == 1
    assert Grant.objects.for_actor(joke).count() == 0


# Every place that reads past the door, and why it may. A new one belongs here only with a reason
# that holds for everyone whose entries it touches.
PAST_THE_DOOR = {
    ("exchange/document.py", "everything of one's own, for oneself"): 1,
    ("privacy/register.py", "_base_manager"): 1,
    ("vault/actions.py", "the keeper wipes"): 2,
    ("vault/anchors.py", "checking an anchor opens no line"): 1,
    ("vault/door.py", "the door itself weighs every word"): 1,
    ("vault/erasing.py", "the person is erased"): 3,
    ("vault/granting.py", "both sides of an ended contact"): 1,
    ("vault/looks.py", "checking a chain opens no line"): 1,
    ("vault/reading.py", "a proposer's own first words"): 1,
    ("vault/reading.py", "one's own earlier texts"): 1,
    ("vault/reading.py", "the entry came through the door"): 1,
    ("vault/reading.py", "when one's own entries turned"): 1,
}


def unscoped_in(text: str) -> Counter:
    """The reasons given in a source text; a reason may have a name."""
    tree = ast.parse(text)
    named = {
        node.targets[0].id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    reasons: Counter = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"unscoped", "_base_manager"}:
            reasons[node.attr] += 1
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "unscoped":
            (why,) = node.args
            reasons["unscoped"] -= 1
            reasons[why.value if isinstance(why, ast.Constant) else named[why.id]] += 1
    return +reasons


def test_every_reading_past_the_door_stands_in_the_list_with_its_reason():
    root = Path(krachtlijn.__file__).parent
    found = {
        (path.relative_to(root).as_posix(), why): times
        for path in sorted(root.rglob("*.py"))
        for why, times in unscoped_in(path.read_text()).items()
    }

    assert found == PAST_THE_DOOR


def test_a_new_reading_past_the_door_is_found():
    planted = 'def curious(p):\n    return Entry.objects.unscoped("just this once").all()\n'

    assert unscoped_in(planted) == {"just this once": 1}
    assert unscoped_in("ask = Entry.objects.unscoped\nask('quietly')") == {"unscoped": 1}
    assert unscoped_in("Entry._base_manager.all()") == {"_base_manager": 1}


def test_the_door_answers_an_outer_query_with_the_same_rule(amina, joke):
    """A scoped query inside another keeps its rule."""
    hidden, shown = keep(amina, "verborgen"), keep(amina, "getoond")
    show(amina, joke, entry=shown.id)
    mine = Entry.objects.for_actor(joke, "read").filter(keeper=OuterRef("pk"))

    found = Person.objects.annotate(one=Subquery(mine.values("pk")[:1])).get(pk=amina.pk).one

    assert found == shown.id != hidden.id


def test_a_door_that_lets_everyone_keep_is_found(amina, joke, monkeypatch):
    plant(monkeypatch, door.EntryQuerySet.for_actor, "Q(keeper=actor.pk)", "Q()")
    keep(amina, "koken")

    assert Entry.objects.for_actor(joke, "keep").exists()
