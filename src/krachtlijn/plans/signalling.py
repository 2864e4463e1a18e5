"""From a plan to the neighbourhood and back: a person says what holds them back, and nobody knows who.

Nothing about having said something is kept with the person. Their letter secret makes, for each
theme and month, the same token again; what exists under those tokens is theirs, and only they can
find it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from krachtlijn.community import signals
from krachtlijn.community.models import Signal
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.codes import LEVEL, THEMES
from krachtlijn.people.models import Membership, Person
from krachtlijn.privacy import mailbox
from krachtlijn.privacy.budget import MOST
from krachtlijn.privacy.keys import Keys, keys_for, keys_of
from krachtlijn.web.answers import Refused

REMEMBERED = 36  # months in which a person can find back what they said
LONGEST = 280  # a sentence; with everything else it fits in a letter


@dataclass(frozen=True, order=True)
class Said:
    """One thing a person said: which theme, in which month, and whether it still waits for the post."""

    month: str
    theme: str
    waits: bool
    signal: Signal | None = None

    @property
    def label(self):
        return THEMES[self.theme].label

    @property
    def pictogram(self) -> str:
        return THEMES[self.theme].pictogram

    @property
    def when(self) -> str:
        """Its month, as people say it."""
        return month_told(self.month)


def month_told(month: str) -> str:
    """The month as people say it."""
    return date_format(_first_of(month), "F Y")


def preview(theme: str, *, level: str, area: str, month: str, sentence: str = "") -> dict[str, str]:
    """Exactly what leaves when someone says this, and nothing else; the sentence only if it is read.

    Raises ``Refused`` for what is in no list.
    """
    if theme not in THEMES or (level and level not in LEVEL):
        raise Refused(_("Choose one of the list."))
    about = THEMES[theme]
    left = {"theme": theme, "level": level, "mechanism": about.mechanism, "domain": about.domain}
    left |= {"area": area, "month": month}
    words = " ".join(sentence.split())
    if len(words) > LONGEST:
        raise Refused(_("This is too long for one sentence. Make it shorter."))
    return left | {"sentence": words} if words else left


@transaction.atomic
def give(
    person: Person, theme: str, *, level: str, area: str, month: str, sentence: str = "", by: Person
) -> None:
    """Put a signal in the mailbox: it waits there for the post, and can be taken back all along.

    Only the person says this, a theme once a quarter and at most five themes a quarter. Raises
    ``Refused`` with the reason in plain words.
    """
    if person != by:
        raise Refused(_("Only you can say this for yourself."))
    left = preview(theme, level=level, area=area, month=month, sentence=sentence)
    if not areas_at(_first_of(month)).filter(code=area).exists():
        raise Refused(_("First say where you live. Then it can count for your neighbourhood."))
    # Held while it is counted, so that two pages at once cannot say more than one page can. It is
    # the box that is held and not the person: a held row keeps a trace of when.
    mailbox.hold(signals.SIGNALS)
    keys = keys_for(person.pk)
    quarter = months_of_quarter(month)
    demand_room(theme, month, _exist(keys, THEMES, quarter), _gone(keys, THEMES, quarter))
    token = keys.token("signal/v1", theme, month).hex()
    row = keys.token("mailbox/v1", signals.SIGNALS, theme, month).hex()
    letter = {"token": token, "raised_by": Signal.RaisedBy.PERSON.value, **left}
    mailbox.put(signals.SIGNALS, row, letter, giver=_giver(keys))


def demand_room(theme: str, month: str, said: list[Said], gone: set[tuple[str, str]]) -> None:
    """Refuse what was said this quarter already, and what is more than five; says from when it can."""
    again = {"day": date_format(_next_quarter(month), "j F Y")}
    if any(one.theme == theme for one in said):
        raise Refused(
            _("You said this already, and it counts. You can say it again from %(day)s.") % again
        )
    if any(one[0] == theme for one in gone):
        raise Refused(_("You took this back. You can say it again from %(day)s.") % again)
    if len(said) + len(gone) >= MOST:
        raise Refused(
            _("You said five things these months. You can say more from %(day)s.") % again
        )


def given(person: Person, *, today: date | None = None) -> list[Said]:
    """All a person said and did not take back, the newest first; found by its tokens alone."""
    keys = keys_of(person.pk).get(person.pk)
    months = months_since(person.since, today or timezone.localdate())
    return (
        sorted(_exist(keys, THEMES, months), key=lambda one: one.month, reverse=True)
        if keys
        else []
    )


def posted(person: Person, *, today: date | None = None) -> list[Said]:
    """Only what the post took along, the newest first."""
    keys = keys_of(person.pk).get(person.pk)
    months = months_since(person.since, today or timezone.localdate())
    if keys is None:
        return []
    said = [one for one in _exist(keys, THEMES, months) if not one.waits]
    return sorted(said, key=lambda one: one.month, reverse=True)


def letters_of(person: Person, said: Iterable[Said]) -> dict[Said, dict]:
    """What the letters say that wait for the post, opened for who wrote them."""
    waits = [one for one in said if one.waits]
    keys = keys_for(person.pk)
    rows = {
        keys.token("mailbox/v1", signals.SIGNALS, one.theme, one.month).hex(): one for one in waits
    }
    return {rows[row]: told for row, told in mailbox.opened(signals.SIGNALS, rows).items()}


@transaction.atomic
def take_back(person: Person, theme: str, month: str, *, by: Person) -> str:
    """Take one signal back, with its sentence: ``NEVER_LEFT`` while it waited, ``LEFT`` once posted.

    What was posted counts no more from the next release on. ``NOTHING`` when it was not there.
    """
    waited, left = take_each_back(person, [(theme, month)], by)
    return signals.LEFT if left else signals.NEVER_LEFT if waited else signals.NOTHING


def take_each_back(person: Person, said: Iterable[tuple[str, str]], by: Person) -> tuple[int, int]:
    """Take back what was said of these themes in these months; how many waited, and how many left."""
    if person != by:
        raise Refused(_("Only you can say this for yourself."))
    keys, said = keys_for(person.pk), list(said)
    # First out of the mailbox: after that the post can bring nothing of it any more.
    rows = [keys.token("mailbox/v1", signals.SIGNALS, *one).hex() for one in said]
    waited = mailbox.take_back(rows)
    names = {keys.token("signal/v1", *one).hex(): _back(keys, *one) for one in said}
    return waited, signals.ask_back(names, giver=_giver(keys))


def _giver(keys: Keys) -> str:
    """The same in all letters of one person, and in nothing that is delivered."""
    return keys.token("giver/v1").hex()


def _back(keys: Keys, theme: str, month: str) -> str:
    """The row of the letter that takes this back."""
    return keys.token("mailbox/v1", "taken back", theme, month).hex()


def _gone(keys: Keys, themes: Iterable[str], months: Iterable[str]) -> set[tuple[str, str]]:
    """What was delivered and taken back: waiting for the post, or blank."""
    tokens = _tokens(keys, themes, months)
    rows = {_back(keys, *one): one for one in tokens.values()}
    waits = {rows[row] for row in mailbox.waiting(rows)}
    blank = (one for one in signals.found(tokens) if one.raised_by == Signal.RaisedBy.NOBODY)
    return waits | {tokens[one.token] for one in blank}


def readers_of(area: str) -> list[Membership]:
    """Who reads sentences of this area: its experts by experience and its readers, by organisation."""
    roles = [Membership.Role.EXPERT, Membership.Role.MODERATOR]
    found = Membership.objects.filter(role__in=roles, area=area).exclude(area="")
    return list(found.select_related("organisation").order_by("organisation__name", "role"))


def months_since(since: date, today: date) -> list[str]:
    """Every month from this day until today, the newest first; at most three years of them."""
    count = (today.year - since.year) * 12 + today.month - since.month + 1
    ends = today.year * 12 + today.month - 1
    return [
        f"{(ends - back) // 12:04}-{(ends - back) % 12 + 1:02}"
        for back in range(min(max(count, 1), REMEMBERED))
    ]


def months_of_quarter(month: str) -> list[str]:
    """The three months in which something is said once."""
    begin = (int(month[5:]) - 1) // 3 * 3 + 1
    return [f"{month[:4]}-{begin + one:02}" for one in range(3)]


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _next_quarter(month: str) -> date:
    last = _first_of(months_of_quarter(month)[-1])
    return (last + timedelta(days=31)).replace(day=1)


Tokens = dict[str, tuple[str, str]]  # token or row: theme and month


def _tokens(keys: Keys, themes: Iterable[str], months: Iterable[str]) -> Tokens:
    pairs = [(theme, month) for theme in themes for month in months]
    return {keys.token("signal/v1", *one).hex(): one for one in pairs}


def _exist(keys: Keys, themes: Iterable[str], months: Iterable[str]) -> list[Said]:
    """What there is under this person's tokens: two questions, however much they said."""
    tokens = _tokens(keys, themes, months)
    rows = {keys.token("mailbox/v1", signals.SIGNALS, *one).hex(): one for one in tokens.values()}
    back = {_back(keys, *one): one for one in tokens.values()}
    # Waiting first: what the post takes in between is then found as posted, and not missed.
    waiting = mailbox.waiting([*rows, *back])
    found = _without(_found(tokens), {back[row] for row in waiting if row in back})
    there = {(one.theme, one.month) for one in found}
    on_its_way = {rows[row] for row in waiting if row in rows} - there
    return found + [Said(month, theme, True) for theme, month in on_its_way]


def _found(tokens: Tokens) -> list[Said]:
    there = (one for one in signals.found(tokens) if one.raised_by != Signal.RaisedBy.NOBODY)
    return [Said(one.month, one.theme, False, one) for one in there]


def _without(said: list[Said], gone: set[tuple[str, str]]) -> list[Said]:
    return [one for one in said if (one.theme, one.month) not in gone]
