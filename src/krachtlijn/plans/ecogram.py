"""The people around me, drawn: how close, who gives and who receives, and what goes between us.

Everyone gets their place in the order in which they came, as far from the others as can be. So who
is in the picture stays where they are when someone is added.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, inf, pi, sin

from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.plans.codes import CLOSENESS, DIRECTION, SUPPORT
from krachtlijn.plans.over_time import asked_day, standing_on
from krachtlijn.plans.pictures import filled, joined, label, picture, shape, stroked
from krachtlijn.vault import granting
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, name_authors, read_own
from krachtlijn.web.doors import own_page
from krachtlijn.web.templatetags.web import icon


@own_page
def ecogram(request):
    """My circle as a picture and as a list: today, or as it was on a day."""
    form, day = asked_day(request)
    if day:
        entries = standing_on(request.user, day)
    else:
        entries = read_own(request.user, kind="tie", standing=Standing.OWN)
    ties = in_order([one for one in entries if one.kind.name == "tie"])
    name_authors(ties, request.user)
    context = {
        "ties": ties,
        "readers": [] if day else granting.Sight(request.user).readers_of(ties),
        "beyond": ties[MOST_DRAWN:],
        "picture": drawn(ties),
        "legend": legend(),
        "supports": legend_of_support(),
        "day": day,
        "form": form,
    }
    return render(request, "plans/ecogram.html", context, status=422 if form.errors else 200)


# ------------------------------------------------------------------ the picture

MOST_DRAWN = 20
WIDE = 360
ME = 28  # the radius of the bead in the middle
PICTOGRAM = 18
LONGEST_NAME = 12
ANGLES = 40
# First on the orbit of how close someone is; further off only where no room is left.
STRETCHES = ((0.0, 0.12, 0.24, 0.36, -0.1), (0.5, 0.65, 0.85, 1.1))


@dataclass(frozen=True)
class Paper:
    """How tall the picture is, and how far each closeness lies from the middle."""

    tall: int
    orbits: dict[str, tuple[int, int]]

    @property
    def middle(self) -> tuple[float, float]:
        return WIDE / 2, self.tall / 2


# A phone is upright, and so is the picture: there is more room above and below than beside.
SMALL = Paper(450, {"near": (86, 84), "middle": (112, 136), "far": (136, 186)})
LARGE = Paper(640, {"near": (90, 112), "middle": (116, 198), "far": (140, 276)})
FITS_ON_SMALL = 9


@dataclass(frozen=True)
class Spot:
    """Where someone stands: the middle of their pill, half its width and half that of the name."""

    x: float
    y: float
    half: float
    name_half: float
    angle: float
    stretch: float  # how much further off than the orbit of how close they are
    above: bool  # names stand on the outer side, so that no line runs through them

    @property
    def box(self) -> tuple[float, float, float, float]:
        wide = max(self.half, self.name_half) + 3
        up, down = (35, 16) if self.above else (16, 35)
        return self.x - wide, self.y - up, self.x + wide, self.y + down


def in_order(ties: list[Opened]) -> list[Opened]:
    """Who is close first, and of those whoever came first."""
    near = list(CLOSENESS)
    return sorted(ties, key=lambda one: (near.index(_closeness(one)), one.created, str(one.id)))


def drawn(ties: list[Opened], *, of: str = "") -> SafeString:
    """The picture of at most as many as can be read on a phone; the outer ones stand in the list.

    ``of``: the name of whose circle it is, where another looks.
    """
    shown = sorted(ties[:MOST_DRAWN], key=lambda one: (one.created, str(one.id)))
    paper = SMALL if len(shown) <= FITS_ON_SMALL else LARGE
    spots = placed(shown, paper)
    x, y = paper.middle
    # Lines first, so that nobody is crossed out.
    return picture(
        "ecogram",
        f"0 0 {WIDE} {paper.tall}",
        _("The people around %(name)s") % {"name": of} if of else _("The people around me"),
        in_words(ties[:MOST_DRAWN], of=of),
        *(_orbit(paper, *sizes) for sizes in paper.orbits.values()),
        *(tie_line(_direction(one), spots[one.id], paper) for one in shown),
        filled("circle", "ink", cx=x, cy=y, r=ME),
        _in_the_middle(of, x, y),
        *(_someone(one, spots[one.id]) for one in shown),
    )


def _in_the_middle(of: str, x: float, y: float) -> SafeString:
    """Me; or the name of whose circle it is, as long as it fits in the bead."""
    if not of:
        return label(_("Me"), x, y + 6, "card", size=17, font_weight=700)
    return label(Truncator(of).chars(6), x, y + 5, "card", size=14, font_weight=700)


def in_words(ties: list[Opened], *, of: str = "") -> str:
    """The whole picture as sentences."""
    if not ties:
        return _("Nobody stands in this picture yet.")
    said = " ".join(sentence(one) for one in ties)
    return _("In the words of %(name)s: %(said)s") % {"name": of, "said": said} if of else said


def sentence(one: Opened) -> str:
    told = [
        str(CLOSENESS.label(code)) for code in [one.content.get("closeness")] if code in CLOSENESS
    ]
    told += [str(DIRECTION.label(_direction(one)))] if _direction(one) else []
    told += [str(SUPPORT.label(code)) for code in _support(one)]
    if not told:
        return f"{one.words}."
    return _("%(name)s: %(told)s.") % {"name": one.words, "told": get_text_list(told, _("and"))}


def placed(ties: list[Opened], paper: Paper) -> dict:
    """A place for each, one after the other."""
    spots: dict = {}
    for one in ties:
        spots[one.id] = _freest(one, list(spots.values()), paper)
    return spots


def _freest(one: Opened, taken: list[Spot], paper: Paper) -> Spot:
    """As close as they are, where nobody overlaps, and where hardly a line runs through anyone."""
    boxes = [_around(paper.middle), *(each.box for each in taken)]
    least = inf
    clear: list[Spot] = []
    for stretches in STRETCHES:
        for spot in _places(one, paper, stretches):
            covered = sum(_overlap(spot.box, box) for box in boxes)
            if covered < least:
                least, clear = covered, []
            if covered == least:
                clear.append(spot)
        if not least:
            break
    if not taken:
        return clear[0]
    # Only the roomiest are weighed further; sorting keeps who comes first among equals.
    clear.sort(key=lambda spot: -_room(spot, taken))
    return min(clear[:40], key=lambda spot: _crossings(spot, taken, paper.middle))


def _places(one: Opened, paper: Paper, stretches: tuple[float, ...]) -> Iterator[Spot]:
    """Around the middle, so far off as someone is."""
    half, name_half = _pill(len(_support(one))) / 2, len(_short_name(one)) * 4.2
    wide = max(half, name_half) + 3
    across, down = paper.orbits[_closeness(one)]
    middle_x, middle_y = paper.middle
    for stretch in stretches:
        for number in range(ANGLES):
            # The first one's angle comes from their id: the same on every day.
            angle = 2 * pi * ((number + one.id.int) % ANGLES) / ANGLES
            x = middle_x + across * (1 + stretch) * sin(angle)
            y = middle_y - down * (1 + stretch) * cos(angle)
            x = min(max(x, wide), WIDE - wide)
            y = min(max(y, 37), paper.tall - 37)
            yield Spot(x, y, half, name_half, angle, stretch, above=y < middle_y - 12)


def _room(spot: Spot, taken: list[Spot]) -> float:
    """How far from the others, as the crow flies and as seen from the middle; in coarse steps."""
    away = min(hypot(spot.x - one.x, spot.y - one.y) for one in taken)
    turned = min(pi - abs(pi - abs(spot.angle - one.angle)) for one in taken)
    return min(90, away) // 10 + min(turned, pi / 6) * 40 // 1 - 12 * abs(spot.stretch)


def _crossings(spot: Spot, taken: list[Spot], middle) -> int:
    mine = spot.box
    return sum(_crosses(one, mine, middle) + _crosses(spot, one.box, middle) for one in taken)


def _around(middle) -> tuple[float, float, float, float]:
    """The bead in the middle, with room for an arrow."""
    away = ME + 12
    return middle[0] - away, middle[1] - away, middle[0] + away, middle[1] + away


def _overlap(one, other) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0


def _crosses(spot: Spot, box, middle) -> bool:
    """Whether the line from the middle to a place runs through a box."""
    steps = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    across, down = spot.x - middle[0], spot.y - middle[1]
    points = ((middle[0] + across * at, middle[1] + down * at) for at in steps)
    return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points)


def _orbit(paper: Paper, across: int, down: int) -> SafeString:
    x, y = paper.middle
    told = {"rx": across, "ry": down, "stroke_width": 1.5, "stroke_dasharray": "1 7"}
    return stroked("ellipse", "line", cx=x, cy=y, **told)


def tie_line(direction: str | None, spot: Spot, paper: Paper) -> SafeString:
    """The line between me and someone: who gives, who receives, or that it is broken."""
    x, y = spot.x - paper.middle[0], spot.y - paper.middle[1]
    far = hypot(x, y) or 1
    along = (x / far, y / far)
    # It ends where the pill of the other begins.
    reach = min(
        (spot.half + 5) / abs(along[0]) if along[0] else far,
        21 / abs(along[1]) if along[1] else far,
    )
    ends = ME + 5, max(far - reach, ME + 16)
    return _line(direction, along, *ends, paper.middle)


def _line(direction, along, start: float, end: float, middle) -> SafeString:
    def at(distance: float, aside: float = 0) -> tuple[float, float]:
        return (
            middle[0] + along[0] * distance - along[1] * aside,
            middle[1] + along[1] * distance + along[0] * aside,
        )

    if direction == "strained":
        teeth = max(4, round((end - start) / 9))
        step = (end - start) / teeth
        jags = [
            at(start + step * number, 0 if number in (0, teeth) else 5 * (-1) ** number)
            for number in range(teeth + 1)
        ]
        return stroked("path", "weighs", d=_path(jags), stroke_width=2.5)
    if direction == "gives":
        return _arrow(at(end), at(start), "carries")
    if direction == "receives":
        return _arrow(at(start), at(end), "sky")
    if direction == "both":
        to_me = _arrow(at(end, 5), at(start, 5), "carries")
        return joined((to_me, _arrow(at(start, -5), at(end, -5), "sky")))
    return stroked("path", "soft", d=_path([at(start), at(end)]), stroke_width=1.5)


def _arrow(start, end, paint: str) -> SafeString:
    far = hypot(end[0] - start[0], end[1] - start[1]) or 1
    x, y = (end[0] - start[0]) / far, (end[1] - start[1]) / far
    neck = (end[0] - 7 * x, end[1] - 7 * y)
    head = [end, (end[0] - 10 * x + 5 * y, end[1] - 10 * y - 5 * x)]
    head += [(end[0] - 10 * x - 5 * y, end[1] - 10 * y + 5 * x)]
    line = stroked("path", paint, d=_path([start, neck]), stroke_width=3)
    return joined((line, filled("path", paint, d=f"{_path(head)} Z")))


def _path(points) -> str:
    told = [f"{x:.1f} {y:.1f}" for x, y in points]
    return f"M{told[0]} L{' '.join(told[1:])}"


def _someone(one: Opened, spot: Spot) -> SafeString:
    """A pill with what goes between us, and the name on its outer side."""
    strained = _direction(one) == "strained"
    pill = filled(
        "rect",
        "weighs-wash" if strained else "carries-wash",
        x=f"{spot.x - spot.half:.1f}",
        y=f"{spot.y - 14:.1f}",
        width=f"{spot.half * 2:.1f}",
        height=28,
        rx=14,
    )
    left = spot.x - spot.half + (spot.half * 2 - PICTOGRAM * len(_support(one))) / 2
    paint = "weighs-deep" if strained else "carries-deep"
    signs = [
        pictogram(SUPPORT.pictogram(code), left + PICTOGRAM * number + 1, spot.y - 8, paint)
        for number, code in enumerate(_support(one))
    ]
    if not signs:
        dot = "weighs-middle" if strained else "carries-middle"
        signs = [filled("circle", dot, cx=f"{spot.x:.1f}", cy=f"{spot.y:.1f}", r=7)]
    at = spot.y - 21 if spot.above else spot.y + 30
    return joined((pill, *signs, label(_short_name(one), round(spot.x), round(at))))


def pictogram(name: str, x: float, y: float, paint: str, *, size=16) -> SafeString:
    return stroked(
        "use",
        paint,
        href=f"{static('web/icons.svg')}#{name}",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        width=size,
        height=size,
        stroke_width=2,
    )


def _pill(supports: int) -> float:
    return 28 if supports < 2 else PICTOGRAM * supports + 14


def _short_name(one: Opened) -> str:
    return Truncator(" ".join(one.words.split())).chars(LONGEST_NAME)


def _closeness(one: Opened) -> str:
    """Where someone is drawn; who was given no place stands in between, and nothing says so."""
    said = str(one.content.get("closeness"))
    return said if said in CLOSENESS else "middle"


def _direction(one: Opened) -> str | None:
    said = one.content.get("direction")
    return said if said in DIRECTION else None


def _support(one: Opened) -> list[str]:
    return [code for code in one.content.get("support_type") or [] if code in SUPPORT]


# ------------------------------------------------------------------ its legend

LINES = {
    "gives": gettext_lazy("Gives to me: an arrow to me"),
    "receives": gettext_lazy("Receives from me: an arrow from me"),
    "both": gettext_lazy("Both ways: two arrows"),
    "strained": gettext_lazy("There is strain: a jagged line"),
}


OF_ANOTHER = {
    "gives": gettext_lazy("Gives to %(name)s: an arrow to the middle"),
    "receives": gettext_lazy("Receives from %(name)s: an arrow from the middle"),
}


def legend(*, of: str = "") -> list[tuple[SafeString, str]]:
    """What the lines mean, drawn like the lines."""
    told = {**LINES, **{name: said % {"name": of} for name, said in OF_ANOTHER.items()}}
    return [(_sample(each), str(said)) for each, said in (told if of else LINES).items()]


def legend_of_support() -> list[tuple[SafeString, str]]:
    """What the pictograms in a pill mean."""
    return [(icon(SUPPORT.pictogram(code)), str(SUPPORT.label(code))) for code in SUPPORT]


def _sample(direction: str) -> SafeString:
    # Me stands on the left of a sample.
    line = _line(direction, (1, 0), 20, 68, (0, 14))
    me = filled("circle", "ink", cx=8, cy=14, r=8)
    return shape("svg", me, line, class_="sample wide", viewBox="0 0 72 28", aria_hidden="true")
