"""The one door to what people keep: ``for_actor(actor, action)``. Everything else is refused.

The default manager of a scoped model answers nothing until it has been told who asks and what for.
Pages, API, counts and exports read through the same query, so they cannot disagree.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.sql import Query
from django.utils import timezone

from krachtlijn.people.models import Reach


class Unscoped(Exception):
    """Someone's entries were asked for without saying who asks. A mistake in the code."""


class ScopedQuery(Query):
    """The bare query inside a query set. It carries the scope, so that nothing leaves it behind.

    ``Subquery`` and ``Exists`` take this out of its query set and ask the query set nothing.
    """

    scope: str | None = None

    def demand_scope(self):
        if self.scope is None:
            label = self.model._meta.label  # type: ignore[union-attr]
            raise Unscoped(f"{label} was read without for_actor()")

    def resolve_expression(self, *args, **kwargs):
        self.demand_scope()
        return super().resolve_expression(*args, **kwargs)

    def get_compiler(self, *args, **kwargs):
        self.demand_scope()
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet):
    """A query that refuses to run before it is scoped."""

    def __init__(self, model=None, query=None, using=None, hints=None):
        super().__init__(model, query or ScopedQuery(model), using, hints)

    def unscoped(self, why: str):
        """Read past the door; the reason is read by a test that counts these."""
        return self._scoped(why)

    def for_actor(self, actor, action: str = "read"):
        """What this person may see of their own: for models that only their person reads."""
        return self._scoped(action).filter(person=actor.pk)

    def _scoped(self, scope: str):
        clone = self._chain()  # type: ignore[attr-defined]
        clone.query.scope = scope
        return clone

    def _demand_scope(self):
        self.query.demand_scope()  # type: ignore[attr-defined]

    def _fetch_all(self):
        self._demand_scope()
        super()._fetch_all()

    def raw(self, *args, **kwargs):
        raise Unscoped("raw SQL goes past the door")

    def _combine(self, other):
        raise Unscoped("joined queries would mix scopes")

    __or__ = __and__ = __xor__ = _combine

    def union(self, *others, all=False):
        raise Unscoped("joined queries would mix scopes")

    intersection = difference = union


def _demanding(name: str):
    inherited = getattr(models.QuerySet, name)

    def method(self, *args, **kwargs):
        self._demand_scope()
        return inherited(self, *args, **kwargs)

    method.__name__ = name
    if getattr(inherited, "alters_data", False):
        method.alters_data = True  # type: ignore[attr-defined]
    return method


for _name in (
    "aggregate", "count", "exists", "iterator", "aiterator", "explain", "contains", "in_bulk",
    "update", "delete", "_raw_delete", "bulk_update", "get_or_create", "update_or_create",
):  # fmt: skip
    setattr(ScopedQuerySet, _name, _demanding(_name))


class ScopedManager(models.Manager):
    """A manager whose queries carry no scope of their own."""


class EntryQuerySet(ScopedQuerySet):
    ACTIONS = ("read", "keep")

    def for_actor(self, actor, action: str = "read"):
        """The entries this person may ``read``, or may ``keep``: change, answer, show, let go, wipe.

        Only the one with whom an entry lies may keep it. Read may also: whoever that one shows it
        to (``shown``, on the ground of the grant ``word``), and whoever proposed it: they keep
        seeing their own first words, so that a no and a yes look the same to them.
        """
        if action not in self.ACTIONS:
            raise ValueError(f"no such action: {action}")
        mine = Q(keeper=actor.pk)
        if action == "keep":
            return self._scoped(action).filter(mine)
        words = _words_to(actor)
        return (
            self._scoped(action)
            .annotate(
                word=Subquery(words.values("pk")[:1]), shown=Subquery(words.values("shows")[:1])
            )
            .filter(mine | _proposed_by(actor) | _shown_now(actor))
        )

    def shown_to(self, actor):
        """Only what others show this person; not their own, not what they proposed."""
        return self.for_actor(actor, "read").filter(_shown_now(actor)).exclude(keeper=actor.pk)


def _proposed_by(actor) -> Exists:
    # The models stand on this module; importing them at the top would be a circle.
    from krachtlijn.vault.models import Receipt

    return Exists(Receipt.objects.filter(pk=OuterRef("pk"), actor=actor.pk))


def _shown_now(actor):
    reached = Reach.objects.filter(person=OuterRef("keeper"), other=actor.pk)
    return Q(shown=True, standing="own") & Exists(reached)


def _words_to(actor):
    """The live words of the keeper about this entry and this reader, the one that holds first."""
    # The models stand on this module; importing them at the top would be a circle.
    from krachtlijn.vault.models import Grant

    now = timezone.now()
    live = Q(withdrawn=None) & (Q(until=None) | Q(until__gt=now))
    # Without the wide part a word covers only what was in the plan when it was given.
    in_time = Q(given__gte=OuterRef("since")) | Q(later=True, wide_from__lte=now) | Q(shows=False)
    covers = (
        Q(entry=OuterRef("pk"))
        | (Q(entry=None, kind=OuterRef("kind")) & in_time)
        | (Q(entry=None, kind="", shows=False) | Q(entry=None, kind="", wide_from__lte=now))
        & in_time
    )
    return (
        Grant.objects.unscoped("the door itself weighs every word")
        .filter(live & covers, Q(to=actor.pk) | Q(to=None), person=OuterRef("keeper"))
        .order_by(F("entry").desc(nulls_last=True), "-kind", "-given")
    )
