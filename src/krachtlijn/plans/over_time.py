"""A plan through time: as it was on a day, and how it grew. Only ever against oneself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.plans import pictures
from krachtlijn.vault.forms import end_of
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, name_authors, read_own, read_own_on, turns_of
from krachtlijn.web.doors import own_page

ROOMS = {
    "strengths": gettext_lazy("Strengths"),
    "people": gettext_lazy("People around me"),
    "balance": gettext_lazy("Balance"),
    "course": gettext_lazy("Where I want to go"),
    "experiences": gettext_lazy("Experiences"),
    "story": gettext_lazy("My story"),
}


class DayForm(forms.Form):
    """A day of the past."""

    op = forms.DateField(
        label=gettext_lazy("Which day?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("This day does not exist. Look at it again."),
            "required": gettext_lazy("Choose the day."),
        },
    )

    def clean_op(self):
        day = self.cleaned_data["op"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Choose one that was."))
        return day


def asked_day(request) -> tuple[DayForm, date | None]:
    """The day in the address, when one was asked for and it can be shown."""
    form = DayForm(request.GET if "op" in request.GET else None)
    return form, form.cleaned_data["op"] if form.is_valid() else None


def standing_on(person, day: date) -> list[Opened]:
    """What stood in a plan at the end of a day."""
    then = read_own_on(person, end_of(day))
    return [one for one in then if one.standing == Standing.OWN]


@own_page
def then(request):
    """My plan on a day of the past. To read; nothing can be changed there."""
    form, day = asked_day(request)
    entries = standing_on(request.user, day) if day else []
    name_authors(entries, request.user)
    context = {"form": form, "day": day, "rooms": in_rooms(entries)}
    return render(request, "plans/then.html", context, status=422 if form.errors else 200)


def in_rooms(entries: list[Opened]) -> list[tuple[str, list[Opened]]]:
    """The entries room by room, in the order of the plan; an empty room is left out."""
    rooms: dict[str, list[Opened]] = {name: [] for name in ROOMS}
    for one in sorted(entries, key=lambda one: one.kind.order):
        rooms.setdefault(one.kind.room, []).append(one)
    named = ((str(ROOMS.get(name, _("And more"))), found) for name, found in rooms.items())
    return [(name, found) for name, found in named if found]


@own_page
def growth(request):
    """What came in, what was found again and what was let go: beside my own past, nobody else's."""
    entries = read_own(request.user)
    name_authors(entries, request.user)
    seasons = in_seasons(entries, turns_of(request.user))
    context = {"seasons": seasons, "line": drawn(seasons), "samples": samples()}
    return render(request, "plans/growth.html", context)


def drawn(seasons: list["Season"]) -> SafeString:
    """The line of time through these seasons, which come the newest first."""
    return pictures.line_of_time([one.stop() for one in reversed(seasons)])


ADDED, FOUND_AGAIN, LET_GO = "added", "found_again", "let_go"
CALLED = {
    ADDED: gettext_lazy("Came in"),
    FOUND_AGAIN: gettext_lazy("Found again"),
    LET_GO: gettext_lazy("Let go"),
}
TOLD = {
    ADDED: gettext_lazy("This came in: %(kinds)s."),
    FOUND_AGAIN: gettext_lazy("You found this again: %(kinds)s."),
    LET_GO: gettext_lazy("You let this go: %(kinds)s."),
}
SEASONS = (
    gettext_lazy("Winter"),
    gettext_lazy("Spring"),
    gettext_lazy("Summer"),
    gettext_lazy("Autumn"),
)


@dataclass
class Season:
    """Three months of a plan."""

    year: int  # a winter carries the year in which it ends
    quarter: int
    turned: dict[str, dict[UUID, Opened]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(SEASONS[self.quarter])

    @property
    def months(self) -> str:
        """From which month to which."""
        winter = self.quarter == 0
        first = date(self.year - 1, 12, 1) if winter else date(self.year, self.quarter * 3, 1)
        last = date(self.year, self.quarter * 3 + 2, 1)
        return _("%(first)s to %(last)s") % {
            "first": date_format(first, "F Y" if winter else "F"),
            "last": date_format(last, "F Y"),
        }

    @property
    def parts(self) -> list[tuple[str, list[Opened]]]:
        """What happened, each with its name and the entries."""
        return [(str(CALLED[what]), found) for what, found in self._happened()]

    @property
    def words(self) -> str:
        """What happened, in sentences that name the kinds."""
        return " ".join(_told(what, found) for what, found in self._happened())

    def _happened(self) -> list[tuple[str, list[Opened]]]:
        return [(what, [*self.turned[what].values()]) for what in CALLED if what in self.turned]

    def stop(self) -> pictures.Stop:
        return pictures.Stop(
            name=self.name,
            year=str(self.year),
            words=self.words,
            added=ADDED in self.turned,
            found_again=FOUND_AGAIN in self.turned,
            let_go=LET_GO in self.turned,
        )


def in_seasons(entries: list[Opened], turns: dict) -> list[Season]:
    """The turns of all entries, season by season, newest first."""
    happened = sorted(
        ((at, what, one) for one in entries for at, what in turns_in(one, turns.get(one.id, []))),
        key=lambda turn: turn[0],
        reverse=True,
    )
    seasons: dict[tuple[int, int], Season] = {}
    for at, what, one in happened:
        named = season_of(timezone.localdate(at))
        season = seasons.setdefault(named, Season(*named))
        season.turned.setdefault(what, {})[one.id] = one
    return list(seasons.values())


def turns_in(one: Opened, earlier: list) -> Iterator[tuple]:
    """When an entry came in, was found again, or was let go."""
    if one.kind.name == "balance":
        return  # how it hung is a moment, not something that grows
    was_mine, before = False, ""
    for at, standing in [*earlier, (one.changed, one.standing)]:
        if standing == Standing.OWN and before != Standing.OWN:
            yield at, FOUND_AGAIN if was_mine else ADDED
            was_mine = True
        elif standing == Standing.LET_GO and before == Standing.OWN:
            yield at, LET_GO
        before = standing


def season_of(day: date) -> tuple[int, int]:
    """The year and which quarter of it, from December on."""
    return (day.year + 1, 0) if day.month == 12 else (day.year, day.month // 3)


def samples() -> list[tuple]:
    """The beads of the line of time, each with what it stands for."""
    return [(pictures.bead_of(name), called) for name, called in CALLED.items()]


def _told(what: str, entries: list[Opened]) -> str:
    kinds = {one.kind.name: one.kind for one in sorted(entries, key=lambda one: one.kind.order)}
    named = [str(kind.one).lower() for kind in kinds.values()]
    return str(TOLD[what]) % {"kinds": get_text_list(named, _("and"))}
