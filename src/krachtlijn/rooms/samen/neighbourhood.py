"""One neighbourhood: what weighs, what is possible, what runs, what people made new."""

from dataclasses import dataclass
from datetime import date, timedelta

import segno
from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404, render

from krachtlijn.community.models import Barrier, CollectiveAction
from krachtlijn.community.phases import TO_COME, closed_since, line_of_four, running
from krachtlijn.community.rules import MOVES, ORDER
from krachtlijn.community.telling import Numbers, Told, numbers_of, quotes_of
from krachtlijn.groups.models import Group
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.codes import LIFE_DOMAIN, THEMES
from krachtlijn.organisations.models import Area
from krachtlijn.resources.models import Possibility
from krachtlijn.resources.reading import PossibilityQuerySet
from krachtlijn.rooms.samen.parts import standing_in, today
from krachtlijn.web.doors import open_page

A_YEAR = timedelta(days=366)
NEW = 5
PEOPLE_TOLD = 3  # a group says how many it is from here on


@open_page("what holds many people back here is everyone's to read; nobody is in it")
def neighbourhood(request, area):
    """What weighs here, what is possible here, and what happens with it."""
    here = area_or_404(area)
    numbers = numbers_of(here.code, today())
    standing = standing_in(here.code, request.user)
    context = {
        "area": here,
        "barriers": cards_of(here, numbers),
        "told_back": told_back(here),
        "domains": domains_of(here, numbers),
        "quiet": not numbers.themes,
        "period": period_words(numbers.period),
        "new": new_here(here),
        "acceptance": acceptance_here(here),
        "quotes": [(one, THEMES[one.theme]) for one in quotes_of(here.code, numbers)],
        "may_notice": bool(standing.parts & set(MOVES["notice"][2])),
        "qr": qr_of(request),
    }
    return render(request, "rooms/samen/neighbourhood.html", context)


def area_or_404(code: str) -> Area:
    """The area of today with this code."""
    return get_object_or_404(areas_at(today()), code=code)


@dataclass(frozen=True)
class BarrierCard:
    """A barrier as the page of one neighbourhood shows it."""

    barrier: Barrier
    told: Told | None
    line: list
    group: Group | None
    theme: str

    @property
    def reached(self):
        """The last bead it came to."""
        return [bead for bead in self.line if bead.state != TO_COME][-1]


def cards_of(area: Area, numbers: Numbers) -> list[BarrierCard]:
    """What runs here: first what people carry together, and of that what is furthest."""
    cards = [card_of(one, area, numbers) for one in with_groups(running(area.code))]
    return sorted(cards, key=lambda one: (one.group is None, -ORDER.index(one.barrier.phase)))


def card_of(barrier: Barrier, area: Area, numbers: Numbers) -> BarrierCard:
    """With its line, what is told of it in this area, and the group to join."""
    themes = [scope.theme for scope in barrier.scopes.all() if scope.area == area.code]
    group = next(iter(barrier.groups.all()), None)
    told = numbers.of(barrier, area.code)
    return BarrierCard(barrier, told, line_of_four(barrier), group, themes[0])


def with_groups(barriers: QuerySet[Barrier]) -> QuerySet[Barrier]:
    """Each with the groups that carry it, and with how many they are."""
    groups = Group.objects.standing()
    return barriers.prefetch_related(Prefetch("groups", groups.order_by("-open", "begun")))


def groups_of(barrier: Barrier) -> QuerySet[Group]:
    """The groups that carry it, or carry what went on in it; whoever can be joined first."""
    about = Q(barrier=barrier) | Q(barrier__merged_into=barrier)
    return Group.objects.standing().filter(about).order_by("-open", "begun")


def told_back(area: Area) -> list[tuple[Barrier, str]]:
    """What was closed in the last year, and what came of it."""
    closed = closed_since(area.code, today() - A_YEAR).order_by("-closed")[:NEW]
    return [(one, _last_said(one, "tell_back")) for one in closed]


def _last_said(barrier: Barrier, what: str) -> str:
    return next((move.words for move in reversed(barrier.moves.all()) if move.what == what), "")


# ------------------------------------------------------------------- what weighs, what is possible


@dataclass(frozen=True)
class DomainRow:
    """What weighs and what is possible in one part of life; the bars are per cent of the longest."""

    domain: str
    told: Told | None
    possible: int
    weighs_wide: int
    possible_wide: int

    @property
    def label(self):
        return LIFE_DOMAIN.label(self.domain)

    @property
    def gap(self) -> int:
        """What weighs with little to do about it comes first."""
        return self.weighs_wide - self.possible_wide


def domains_of(area: Area, numbers: Numbers) -> list[DomainRow]:
    """Each part of life of which something is told, or in which something is possible."""
    there = still_there().in_area(area.code).filter(domain__in=LIFE_DOMAIN)
    counted = there.order_by().values("domain").annotate(how_many=Count("pk"))
    possible = {(area, one["domain"]): one["how_many"] for one in counted}
    told = {(area, domain): one for domain, one in numbers.domains.items()}
    rows = bars_of(told, possible)
    return sorted(rows.values(), key=lambda row: (row.told is None, -row.gap))


def bars_of(told: dict[tuple, Told], possible: dict[tuple, int]) -> dict[tuple, DomainRow]:
    """A row for each place and part of life; the longest bars are of all rows together."""
    longest = max((one.drawn for one in told.values()), default=1)
    most = max(possible.values(), default=0) or 1
    return {
        key: DomainRow(
            key[1],
            told.get(key),
            possible.get(key, 0),
            100 * told[key].drawn // longest if key in told else 0,
            100 * possible.get(key, 0) // most,
        )
        for key in dict.fromkeys([*told, *possible])
    }


def still_there() -> PossibilityQuerySet:
    """Possibilities that have begun and not ended."""
    return Possibility.objects.standing(today()).filter(began__lte=today())


# --------------------------------------------------------------------------------- new through you


def new_here(area: Area) -> list[dict]:
    """Possibilities that came of a barrier or of people's own doing, and groups that began."""
    since = today() - A_YEAR
    by_people = Q(group__isnull=False) | Q(came_of__isnull=False)
    here = still_there().in_area(area.code).filter(by_people, began__gte=since)
    possibilities = list(here.order_by("-began")[:NEW])
    after = _named({one.came_of for one in possibilities if one.came_of})
    groups = Group.objects.standing().filter(area=area.code, begun__gte=since)
    groups = groups.order_by("-begun")[:NEW]
    found = [
        {"on": one.began, "possibility": one, "after": after.get(one.came_of)}
        for one in possibilities
    ]
    found += [{"on": one.begun, "group": one} for one in groups]
    return sorted(found, key=lambda one: one["on"], reverse=True)[:NEW]


def _named(barriers) -> dict:
    found = Barrier.objects.filter(pk__in=barriers).prefetch_related("scopes")
    return {one.pk: one.called for one in found}


def acceptance_here(area: Area) -> list[CollectiveAction]:
    """What people do against stigma and exclusion here."""
    kind, over = CollectiveAction.Kind.ACCEPTANCE, CollectiveAction.State.TOLD_BACK
    open_groups = Prefetch("groups", Group.objects.standing())
    found = CollectiveAction.objects.filter(area=area.code, kind=kind)
    recent = found.exclude(state=over, changed__lt=today() - A_YEAR)
    return list(recent.prefetch_related(open_groups).order_by("-changed"))


def period_words(period: str) -> tuple[int, date] | None:
    """A quarter such as 2026Q3, as its number and its first day."""
    if "Q" not in period:
        return None
    year, quarter = period.split("Q")
    return int(quarter), date(int(year), 3 * int(quarter) - 2, 1)


def qr_of(request) -> str:
    """For the sheet on the notice board: the address of this page."""
    address = request.build_absolute_uri(request.path)
    return segno.make(address, error="m").svg_data_uri(border=2, omitsize=True)
