"""Who sees what: showing, keeping back, withdrawing. Each is one word of the person, and it holds."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from krachtlijn.people import circle
from krachtlijn.people.models import Person
from krachtlijn.privacy.keys import Keys, keys_for
from krachtlijn.vault import rules
from krachtlijn.vault.errors import Invalid, NotThere, Taken, Wiped
from krachtlijn.vault.kinds import KINDS, Kind
from krachtlijn.vault.models import Entry, Grant, Standing
from krachtlijn.vault.reading import Opened
from krachtlijn.web.answers import demand

PURPOSE = "vault.Grant.purpose"
LONGEST_PURPOSE = 300


@dataclass(frozen=True)
class Shown:
    """A word about who sees what, as its person reads it."""

    id: uuid.UUID
    to: Person | None
    entry: uuid.UUID | None
    kind: str
    shows: bool
    later: bool
    purpose: str
    given: datetime
    until: datetime | None
    opens: datetime | None

    @property
    def waits(self) -> bool:
        """Whether its wide part does not hold yet and can still be undone unseen."""
        return self.opens is not None and self.opens > timezone.now()


def show(
    to: Person,
    *,
    entry=None,
    kind: str = "",
    later: bool = False,
    purpose: str = "",
    until: datetime | None = None,
    grant_id=None,
    by: Person,
    proved_at: datetime | None,
) -> tuple[Grant, bool]:
    """Show someone in the circle one entry, a kind, or (neither named) everything.

    One entry or one kind opens at once. Everything, and what is written later, open after 24 hours.
    The same word under the same id changes nothing; gives the grant and whether it is new.
    """
    demand(rules.may_show(by, to, proved_at=proved_at))
    resent = Grant.objects.for_actor(by, "keep").filter(pk=grant_id)
    if not (grant_id and resent.exists()):
        _demand_sense(entry, kind, until, purpose)
    return _say(
        grant_id, by, to=to, entry=entry, kind=kind, shows=True, later=later,
        purpose=purpose, until=until,
    )  # fmt: skip


def keep_back(*, entry=None, kind: str = "", to: Person | None = None, by: Person) -> Grant:
    """Not this, not to them; without ``to``: to nobody, this is only mine. Holds at once."""
    grant, _new = _say(
        None, by, to=to, entry=entry, kind=kind, shows=False, later=True, purpose="", until=None
    )
    return grant


def withdraw(grant_id, *, by: Person) -> None:
    """Take back a word. Immediate and silent; what it showed is as if never shown."""
    mine = Grant.objects.for_actor(by, "keep").filter(pk=grant_id)
    if not mine.exists():
        raise NotThere
    mine.filter(withdrawn=None).update(withdrawn=timezone.now())


def part_from(other: Person, *, by: Person) -> None:
    """End the contact: neither shows the other anything any more."""
    with transaction.atomic():
        between = Grant.objects.unscoped("both sides of an ended contact").filter(
            Q(person=by, to=other) | Q(person=other, to=by), withdrawn=None
        )
        between.update(withdrawn=timezone.now())
        circle.end_contact(other, by=by)


def words_of(person: Person, *, to: Person | None = None, entry=None) -> list[Shown]:
    """Every live word of this person about who sees what, the newest first."""
    live = Grant.objects.for_actor(person, "read").filter(withdrawn=None)
    live = live.filter(Q(until=None) | Q(until__gt=timezone.now()))
    if to:
        live = live.filter(to=to)
    if entry:
        live = live.filter(entry=entry)
    keys = keys_for(person.pk)
    return [_shown(grant, keys) for grant in live.select_related("to").order_by("-given", "pk")]


@dataclass(frozen=True)
class Fresh:
    """An entry that is about to be written."""

    kind: Kind
    since: datetime
    id: None = None


class Sight:
    """Who can see which of a person's own entries right now: two questions for a whole page.

    It weighs the same words as the door does; a test holds the two equal.
    """

    def __init__(self, person: Person):
        self.circle = list(circle.circle_of(person))
        now = timezone.now()
        words = Grant.objects.for_actor(person, "read").filter(withdrawn=None)
        self.words = list(words.filter(Q(until=None) | Q(until__gt=now)).order_by("given"))
        self.now = now

    def readers(self, opened: Opened) -> list[Person]:
        """Everyone in the circle to whom this entry is shown, by name."""
        if opened.standing != Standing.OWN:
            return []
        return [person for person in self.circle if self._sees(person, opened)]

    def readers_of(self, entries: list[Opened]) -> list[Person]:
        """Everyone who can see some of these."""
        seen = {reader.pk: reader for one in entries for reader in self.readers(one)}
        return list(seen.values())

    def readers_of_new(self, kind: Kind) -> list[Person]:
        """Everyone who would see an entry of this kind the moment it is written."""
        if getattr(kind, "only_me", False):
            return []
        fresh = Fresh(kind, self.now)
        return [person for person in self.circle if self._sees(person, fresh)]

    def _sees(self, person: Person, opened: Opened | Fresh) -> bool:
        said = [word for word in self.words if word.to_id in (person.pk, None)]
        covering = [word for word in said if self._covers(word, opened)]
        most_specific_last = sorted(covering, key=lambda word: (bool(word.entry_id), word.kind))
        return bool(most_specific_last) and most_specific_last[-1].shows

    def _covers(self, word: Grant, opened: Opened | Fresh) -> bool:
        if word.entry_id:
            return word.entry_id == opened.id
        if word.kind and word.kind != opened.kind.name:
            return False
        if not word.shows:
            return True
        wide_holds = word.wide_from <= self.now
        in_time = word.given >= opened.since or (word.later and wide_holds)
        return in_time and (bool(word.kind) or wide_holds)


def _say(grant_id, by: Person, *, entry, purpose: str, **word) -> tuple[Grant, bool]:
    grant_id = grant_id or uuid.uuid4()
    now = timezone.now()
    fresh = Grant(
        pk=grant_id, person=by, entry_id=entry, given=now, wide_from=now + rules.WIDE_WAITS, **word
    )
    keys = keys_for(by.pk)
    fresh.purpose = keys.seal(purpose.encode(), what=PURPOSE, row=str(grant_id))
    try:
        with transaction.atomic():
            if (
                entry is not None
                and not Entry.objects.for_actor(by, "keep").filter(pk=entry).exists()
            ):
                raise NotThere
            fresh.save(force_insert=True)
    except IntegrityError:
        return _resent(fresh, purpose, keys, by), False
    return fresh, True


def _resent(fresh: Grant, purpose: str, keys: Keys, by: Person) -> Grant:
    kept = Grant.objects.for_actor(by, "keep").filter(pk=fresh.pk).first()
    if kept is None:
        raise Taken
    if kept.withdrawn:
        raise Wiped
    same = ("to_id", "entry_id", "kind", "shows", "later", "until")
    if any(getattr(kept, name) != getattr(fresh, name) for name in same):
        raise Taken
    if _purpose(kept, keys) != purpose:
        raise Taken
    return kept


def _demand_sense(entry, kind: str, until: datetime | None, purpose: str) -> None:
    errors = {}
    if entry and kind:
        errors["kind"] = [_("Choose one entry or one kind, not both.")]
    elif kind and kind not in KINDS:
        errors["kind"] = [_("There is no such kind. Choose one of the list.")]
    if until and until <= timezone.now():
        errors["until"] = [_("Choose a day that is still to come.")]
    if len(purpose) > LONGEST_PURPOSE:
        errors["purpose"] = [_("Say it in fewer words, please.")]
    if errors:
        raise Invalid(errors)


def _purpose(grant: Grant, keys: Keys) -> str:
    return keys.unseal(bytes(grant.purpose), what=PURPOSE, row=str(grant.pk)).decode()


def _shown(grant: Grant, keys: Keys) -> Shown:
    return Shown(
        id=grant.pk,
        to=grant.to,
        entry=grant.entry_id,
        kind=grant.kind,
        shows=grant.shows,
        later=grant.later,
        purpose=_purpose(grant, keys),
        given=grant.given,
        until=grant.until,
        opens=grant.wide_from if grant.is_wide else None,
    )
