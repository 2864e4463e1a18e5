"""Pictures of a plan, drawn on the server: they need no script, print, and say the same in words.

Everything drawn goes through ``shape``, which escapes it: what people write never becomes markup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The classes of style.css give the colours. These are the same ones, for a PDF, which reads no
# style sheet inside a picture.
PAINT = {
    "ink": "#1d2733",
    "card": "#fffdf9",
    "soft": "#56616e",
    "line": "#e6dccb",
    "carries-wash": "#dff0ea",
    "weighs-wash": "#fbe6de",
    "carries": "#0b6b5d",
    "carries-middle": "#2f8f7f",
    "carries-light": "#5bb0a0",
    "carries-deep": "#084f45",
    "shines": "#f3b33d",
    "sky": "#2d5f9a",
    "weighs": "#b4472f",
    "weighs-middle": "#cf6a4e",
    "weighs-light": "#de8e74",
    "weighs-deep": "#8c3421",
}

TURNED = {"carries_much": -9, "carries": -5, "level": 0, "weighs": 5, "weighs_much": 9}
HANGS = {
    "carries_much": gettext_lazy("What carries is far stronger."),
    "carries": gettext_lazy("What carries is a bit stronger."),
    "level": gettext_lazy("What carries and what weighs are in balance."),
    "weighs": gettext_lazy("What weighs is a bit stronger."),
    "weighs_much": gettext_lazy("What weighs is far stronger."),
}


def shape(name: str, *inside, **attributes) -> SafeString:
    """One element of a picture, with everything in it escaped."""
    told = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    return format_html(
        "<{}{}>{}</{}>", name, format_html_join("", ' {}="{}"', told), joined(inside), name
    )


def joined(shapes: Iterable) -> SafeString:
    return format_html_join("", "{}", ((one,) for one in shapes))


def filled(name: str, paint: str, **attributes) -> SafeString:
    return shape(name, class_=f"fill-{paint}", fill=PAINT[paint], **attributes)


def stroked(name: str, paint: str, **attributes) -> SafeString:
    told = {"fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round", **attributes}
    return shape(name, class_=f"stroke-{paint}", stroke=PAINT[paint], **told)


def label(words, x: float, y: float, paint="ink", *, size=15, **attributes) -> SafeString:
    told = {"text_anchor": "middle", "font_weight": 650, "font_size": size, **attributes}
    return shape("text", words, class_=f"fill-{paint}", fill=PAINT[paint], x=x, y=y, **told)


def picture(name: str, box: str, title, description, *shapes) -> SafeString:
    """A whole picture, with its name and the same in words for who does not see it."""
    return shape(
        "svg",
        shape("title", title, id=f"{name}-title"),
        shape("desc", description, id=f"{name}-desc"),
        *shapes,
        class_=f"picture {name}-picture",
        viewBox=box,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


def balance(tilt: str | None, *, on: date | None, words: str, of: str = "") -> SafeString:
    """The seesaw as its person tilted it; ``of``: their name, where another looks.

    Beads and stones are always the same: nothing is counted.
    """
    when, hangs = hangs_in_words(tilt, on=on, of=of)
    turned = TURNED.get(tilt or "", 0)
    drawn = picture(
        "balance",
        "40 22 560 276",
        _("The balance of %(name)s") % {"name": of} if of else _("My balance"),
        " ".join(each for each in (when, hangs, words) if each),
        _gradient(),
        filled("path", "ink", d="M320 262 L296 292 H344 Z"),
        stroked("path", "ink", d="M320 264 V150", stroke_width=7),
        shape("g", *_line_with_both(), transform=f"rotate({turned} 320 150)"),
        shape(
            "circle",
            class_="fill-card stroke-ink",
            fill=PAINT["card"],
            stroke=PAINT["ink"],
            cx=320,
            cy=150,
            r=10,
            stroke_width=5,
        ),
        label(
            _("What carries") if of else _("What carries me"),
            166,
            246 - turned,
            "carries-deep",
            size=24,
            font_weight=700,
        ),
        label(_("What weighs"), 482, 246 + turned, "weighs-deep", size=24, font_weight=700),
    )
    said = shape("p", joined((f"{when} ", shape("b", hangs))))
    quoted = shape("blockquote", words) if words else ""
    return shape("figure", drawn, shape("figcaption", said, quoted), class_="pictured")


def hangs_in_words(tilt: str | None, *, on: date | None, of: str = "") -> tuple[str, str]:
    """Since when it hangs, and how."""
    if of and on and tilt in HANGS:
        told = {"day": date_format(on), "name": of}
        return _("So it hangs since %(day)s, says %(name)s.") % told, str(HANGS[tilt])
    if of and tilt not in HANGS:
        said = _("%(name)s has not said which side is stronger.") % {"name": of}
        return said, _("The balance stands level in the picture.")
    if on is None or tilt not in HANGS:
        return _("You have not tilted it yet."), _("You choose how it hangs.")
    if on == timezone.localdate():
        return _("So it hangs today, you say."), str(HANGS[tilt])
    when = _("So it hangs since %(day)s, you say.") % {"day": date_format(on)}
    return when, str(HANGS[tilt])


def small_balance(tilt: str) -> SafeString:
    """The same seesaw, as small as a pictogram."""
    turned = shape(
        "g",
        stroked("path", "ink", d="M6 22 H66", stroke_width=4),
        filled("circle", "carries", cx=16, cy=12, r=8),
        filled("rect", "weighs", x=48, y=4, width=16, height=16, rx=4),
        transform=f"rotate({TURNED[tilt] * 2} 36 22)",
    )
    foot = filled("path", "ink", d="M36 24 L29 38 H43 Z")
    return shape(
        "svg", turned, foot, class_="sample wide", viewBox="0 -4 72 46", aria_hidden="true"
    )


def _gradient() -> SafeString:
    ends = (("carries", 0), ("weighs", 1))
    stops = [
        shape("stop", class_=f"stop-{paint}", offset=at, stop_color=PAINT[paint])
        for paint, at in ends
    ]
    return shape("defs", shape("linearGradient", *stops, id="balance-line", x1=0, x2=1))


def _line_with_both() -> list[SafeString]:
    beads = (
        (100, 117, 24, "carries"),
        (152, 114, 27, "carries-middle"),
        (206, 121, 20, "carries"),
        (126, 74, 20, "carries-light"),
        (178, 72, 17, "shines"),
    )
    stones = (
        (420, 107, 52, 12, "weighs"),
        (478, 99, 62, 14, "weighs-middle"),
        (544, 117, 38, 10, "weighs"),
        (452, 62, 42, 11, "weighs-light"),
    )
    line = shape(
        "path",
        d="M70 150 C180 132 250 150 320 150 S 460 168 570 150",
        fill="none",
        stroke="url(#balance-line)",
        stroke_width=9,
        stroke_linecap="round",
    )
    return [
        line,
        *(filled("circle", paint, cx=x, cy=y, r=r) for x, y, r, paint in beads),
        *(
            filled("rect", paint, x=x, y=y, width=side, height=side, rx=corner)
            for x, y, side, corner, paint in stones
        ),
    ]


@dataclass(frozen=True)
class Stop:
    """A season on the line of time: its name, and what happened in it, in words."""

    name: str
    year: str
    words: str
    added: bool
    found_again: bool
    let_go: bool


MOST_STOPS = 6  # as many as can be read on a phone


def line_of_time(stops: list[Stop]) -> SafeString:
    """One line through the last seasons. It shows that something happened, never how much."""
    last = stops[-MOST_STOPS:]
    step = 348 / len(last) if last else 348
    places = [6 + step * (number + 0.5) for number in range(len(last))]
    heights = [62 if number % 2 else 88 for number in range(len(last))]
    said = " ".join(f"{one.name} {one.year}: {one.words}" for one in last)
    return picture(
        "time",
        "0 0 360 150",
        _("My line of time"),
        said,
        stroked("path", "ink", d=_through(places, heights), stroke_width=5),
        *(joined(_stop(one, x, y)) for one, x, y in zip(last, places, heights, strict=True)),
    )


def _through(places: list[float], heights: list[int]) -> str:
    """One calm line through all stops."""
    points = [(3.0, 98), *zip(places, heights, strict=True), (357.0, 50)]
    drawn = [f"M{points[0][0]:.0f} {points[0][1]}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        drawn.append(f"C{middle:.0f} {y} {middle:.0f} {to_y} {to_x:.0f} {to_y}")
    return " ".join(drawn)


def _stop(one: Stop, x: float, y: int) -> list[SafeString]:
    """The beads of a season on the line; its name above or below, so that neighbours fit."""
    marks = [mark for mark, there in _marks(one) if there]
    left = x - 11 * (len(marks) - 1)
    beads = [_bead(mark, left + 22 * number, y) for number, mark in enumerate(marks)]
    above = y < 75
    first, second = (y - 42, y - 24) if above else (y + 34, y + 52)
    return [*beads, label(one.name, x, first), label(one.year, x, second, "soft", font_weight=500)]


def _marks(one: Stop):
    return ("added", one.added), ("found_again", one.found_again), ("let_go", one.let_go)


def _bead(mark: str, x: float, y: float) -> SafeString:
    if mark == "let_go":
        return shape(
            "circle",
            class_="fill-card stroke-ink",
            fill=PAINT["card"],
            stroke=PAINT["ink"],
            cx=f"{x:.0f}",
            cy=y,
            r=8,
            stroke_width=3,
        )
    paint = "shines" if mark == "found_again" else "carries"
    return filled("circle", paint, cx=f"{x:.0f}", cy=y, r=11)


def bead_of(mark: str) -> SafeString:
    """The same bead alone, for a legend."""
    return shape(
        "svg", _bead(mark, 14, 14), class_="sample", viewBox="0 0 28 28", aria_hidden="true"
    )
