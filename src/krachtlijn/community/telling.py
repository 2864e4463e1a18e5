"""What may be told of a place: only from stored releases, and never a small number.

Pages ask here and show what they get. However many signals there are, each question is one or two
queries over releases.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.community import releases, sentences
from krachtlijn.community.barriers import RECENT
from krachtlijn.community.models import Barrier, Cell, Release, Sentence
from krachtlijn.organisations.codes import LIFE_DOMAIN, THEMES
from krachtlijn.privacy import cells

QUOTES = 3
ENOUGH = gettext_lazy("enough people")


@dataclass(frozen=True)
class Told:
    """A number as it may be told; without one, that enough people said it."""

    number: int | None

    @property
    def about(self) -> int | None:
        """Rounded, where it is large enough to be told in figures."""
        return cells.rounded(self.number)

    @property
    def words(self) -> str | Promise:
        if self.about is None:
            return ENOUGH
        return _("about %(number)d voices") % {"number": self.about}

    @property
    def who(self) -> str:
        """Who says it, before what they say."""
        if self.about is None:
            return _("Some people say:")
        return _("About %(number)d people say:") % {"number": self.about}

    @property
    def drawn(self) -> int:
        """How long a bar is. All that is told in words is equally long: nothing can be measured."""
        return self.about or (cells.FLOOR + cells.NUMBERS_FROM) // 2


@dataclass(frozen=True)
class Numbers:
    """What the last releases tell of one area: per theme, and which period it was."""

    period: str
    themes: dict[str, Told]

    @property
    def domains(self) -> dict[str, Told]:
        """Sums per life domain of what is told; nothing that is not told is in them."""
        sums: Counter[str] = Counter()
        for theme, told in self.themes.items():
            sums[THEMES[theme].domain] += told.number or 0
        return {one: Told(sums[one] or None) for one in LIFE_DOMAIN if one in sums}

    def of(self, barrier: Barrier, area: str = "") -> Told | None:
        """What is told of the voices of a barrier in this area; nothing is a real answer."""
        themes = {scope.theme for scope in barrier.scopes.all() if area in ("", scope.area)}
        told = [self.themes[theme] for theme in themes if theme in self.themes]
        return Told(sum(one.number or 0 for one in told) or None) if told else None


def numbers_of(area: str, on: date) -> Numbers:
    """What may be told of this area on this day."""
    return numbers_of_areas([area], on)[area]


def numbers_of_areas(areas: Iterable[str], on: date) -> dict[str, Numbers]:
    """What may be told of each of these areas: the last quarter's numbers, else who was heard."""
    areas = list(areas)
    found: dict[str, dict[str, Told]] = {area: {} for area in areas}
    last = _last_numbers(on)
    heard = Q(release__question="heard", release__made__range=(on - RECENT, on))
    counted = Q(release=last) if last else Q(pk=None)
    stored = Cell.objects.filter(counted | heard, area__in=areas, about__in=THEMES)
    # Without a number first, so that a number takes its place.
    for cell in sorted(stored.select_related("release"), key=lambda one: one.number is not None):
        if _may_be_told(cell):
            number = cell.number if cell.release == last else None
            found[cell.area][cell.about] = Told(number)
    return {area: Numbers(last.period if last else "", told) for area, told in found.items()}


def _last_numbers(on: date) -> Release | None:
    made = Release.objects.filter(question="numbers", made__range=(on - RECENT, on))
    return made.order_by("-period").first()


def floor_of(theme: str) -> int:
    """Below this a number of this theme is never told."""
    return cells.floor(sensitive=THEMES[theme].sensitive)


def _may_be_told(cell: Cell) -> bool:
    # A release keeps nothing below its floor. Were one ever to do so, no page may show it.
    return cell.number is None or cell.number >= floor_of(cell.about)


def fits_of(possibility: UUID, on: date) -> dict[str, Told]:
    """What enough people find of it, by code, as the last release of a year told."""
    made = _recent(releases.FITS, on).order_by("-period")[:1]
    return _answers(possibility, releases.FITTING, made)


def did_of(barrier: UUID, on: date) -> dict[str, Told]:
    """What enough people say it did for them, by code: as the last that was told of it in a year."""
    told = _recent(releases.DID, on).order_by("-period")
    codes = releases.DOING
    return next((said for one in told if (said := _answers(barrier, codes, [one]))), {})


def _recent(question: str, on: date) -> QuerySet[Release]:
    return Release.objects.filter(question=question, made__range=(on - RECENT, on))


def _answers(about: UUID, codes: Iterable[str], told: Iterable[Release]) -> dict[str, Told]:
    asked = {releases.about_answer(about, code): code for code in codes}
    stored = Cell.objects.filter(release__in=told, about__in=asked, number__gte=cells.floor())
    found = {asked[cell.about]: Told(cell.number) for cell in stored}
    return {code: found[code] for code in codes if code in found}


@dataclass(frozen=True)
class Quote:
    """A sentence someone wrote for others, after it was checked; and who checked it."""

    theme: str
    words: str
    checked_by: str


def quotes_of(area: str, numbers: Numbers) -> list[Quote]:
    """A few checked sentences, only of themes that at least fifteen people said."""
    themes = [
        theme
        for theme, told in numbers.themes.items()
        if told.number is not None and told.number >= cells.SENSITIVE_FLOOR
    ]
    checked = Sentence.objects.filter(
        area=area, theme__in=themes, state=Sentence.State.CHECKED
    ).order_by("-month", "token")[:QUOTES]
    found = list(checked) if themes else []
    words = sentences.texts_of(found)
    return [Quote(one.theme, text, one.checked_by) for one, text in zip(found, words, strict=True)]
