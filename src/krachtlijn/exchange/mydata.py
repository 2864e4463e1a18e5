"""Taking everything along: asked with the PIN, open after a day, and for a week."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from krachtlijn.exchange.models import TakeAway
from krachtlijn.people.models import Person
from krachtlijn.people.stepup import has_card, is_fresh
from krachtlijn.vault.rules import WIDE_WAITS
from krachtlijn.web.answers import Refused, demand

STAYS_OPEN = timedelta(days=7)


def may_ask(person: Person, *, proved_at: datetime | None):
    if is_fresh(proved_at) or not has_card(person):
        return True
    return Refused(_("Type your PIN again first. Then you can take everything along."))


def may_take(person: Person):
    """Whether everything lies ready for this person now."""
    asked = take_away_of(person)
    if asked is None:
        return Refused(_("Ask for everything first. It opens after 24 hours."))
    if asked.opens > timezone.now():
        return Refused(_("It is not open yet. It opens 24 hours after you asked for it."))
    return True


def take_away_of(person: Person) -> TakeAway | None:
    """What this person asked for and has not undone, while it waits or is open."""
    live = TakeAway.objects.filter(
        person=person, undone=None, opens__gt=timezone.now() - STAYS_OPEN
    )
    return live.first()


def closes(asked: TakeAway) -> datetime:
    return asked.opens + STAYS_OPEN


def ask(*, by: Person, proved_at: datetime | None) -> TakeAway:
    """Ask for everything of mine. Asking again while it waits or is open changes nothing."""
    demand(may_ask(by, proved_at=proved_at))
    standing = take_away_of(by)
    if standing:
        return standing
    now = timezone.now()
    try:
        with transaction.atomic():
            # What was undone or is over says something about the person too; it need not stay.
            TakeAway.objects.filter(person=by).delete()
            return TakeAway.objects.create(person=by, asked=now, opens=now + WIDE_WAITS)
    except IntegrityError:
        return TakeAway.objects.get(person=by, undone=None)


def undo(*, by: Person) -> None:
    """Close it again, waiting or open. Nobody sees that it was ever asked."""
    TakeAway.objects.filter(person=by, undone=None).update(undone=timezone.now())


def ended():
    """What was undone or is closed: it opens nothing any more, and still says something of a person."""
    closed = Q(opens__lte=timezone.now() - STAYS_OPEN)
    return TakeAway.objects.filter(closed | Q(undone__isnull=False))
