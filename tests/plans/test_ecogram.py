"""The people around me: the picture and the list say the same, and everyone keeps their place."""

import random
import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.utils import timezone, translation

from krachtlijn.plans import ecogram
from krachtlijn.plans.codes import CLOSENESS, DIRECTION, SUPPORT
from krachtlijn.vault import actions
from krachtlijn.vault.reading import read_own
from tests.plans.written import wrote

NAMES = ["Mo", "Leyla", "Youssef", "Bartholomeus", "Nadia", "Fatma", "Mevrouw-De-Backer", "Rik"]


def people(many: int, seed: int = 1, **fixed) -> list:
    chance = random.Random(seed)
    now = timezone.now()
    return [
        SimpleNamespace(
            id=UUID(int=chance.getrandbits(128)),
            created=now + timedelta(minutes=number),
            words=chance.choice(NAMES),
            content={
                "closeness": chance.choice([*CLOSENESS]),
                "direction": chance.choice([*DIRECTION, None]),
                "support_type": chance.sample([*SUPPORT], chance.randint(0, 3)),
            }
            | fixed,
        )
        for number in range(many)
    ]


def covering(spots) -> int:
    """How many of these stand over another, by more than a hair."""
    boxes = [spot.box for spot in spots]
    return sum(
        ecogram._overlap(one, other) > 30
        for number, one in enumerate(boxes)
        for other in boxes[:number]
    )


@pytest.mark.parametrize("many", [1, 5, 9, 10, 20])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_up_to_twenty_nobody_stands_over_another_or_off_the_paper(many, seed):
    paper = ecogram.SMALL if many <= ecogram.FITS_ON_SMALL else ecogram.LARGE

    spots = ecogram.placed(people(many, seed), paper).values()

    assert covering(spots) == 0
    for left, top, right, bottom in (spot.box for spot in spots):
        assert min(left, top) >= 0
        assert right <= ecogram.WIDE
        assert bottom <= paper.tall


def test_a_picture_where_all_stand_in_one_place_is_found():
    spots = list(ecogram.placed(people(6), ecogram.SMALL).values())

    assert covering([spots[0]] * 3) == 3


def test_everyone_keeps_their_place_when_someone_is_added():
    seven = ecogram.placed(people(7), ecogram.SMALL)
    eight = ecogram.placed(people(8), ecogram.SMALL)

    assert {one: eight[one] for one in seven} == seven


def test_who_is_close_stands_closer():
    far_off = {}
    for closeness in CLOSENESS:
        spots = ecogram.placed(people(3, closeness=closeness), ecogram.SMALL).values()
        x, y = ecogram.SMALL.middle
        far_off[closeness] = max(
            ((spot.x - x) / 86) ** 2 + ((spot.y - y) / 84) ** 2 for spot in spots
        )

    assert far_off["near"] < far_off["middle"] < far_off["far"]


@pytest.mark.parametrize(
    ("direction", "arrows", "strokes"),
    [
        ("gives", 1, {"stroke-carries"}),
        ("receives", 1, {"stroke-sky"}),
        ("both", 2, {"stroke-carries", "stroke-sky"}),
        ("strained", 0, {"stroke-weighs"}),
        (None, 0, {"stroke-soft"}),
    ],
)
def test_each_direction_has_a_line_of_its_own(direction, arrows, strokes):
    spot = next(iter(ecogram.placed(people(1), ecogram.SMALL).values()))

    line = ecogram.tie_line(direction, spot, ecogram.SMALL)

    assert line.count(' Z"') == arrows
    assert set(re.findall(r"stroke-(?:carries|sky|weighs|soft)\b", line)) == strokes


def test_the_picture_says_the_same_in_words(amina, page):
    wrote(amina, "tie", "Leyla", closeness="near", direction="both", support_type=["emotional"])

    shown = page.get("/plan/kring/").content.decode()

    described = re.search(r"<desc[^>]*>(.*?)</desc>", shown).group(1)
    assert described == "Leyla: Close to me, Both ways and A listening ear."
    assert f'href="/plan/{read_own(amina)[0].id}/"' in shown


def test_a_name_never_becomes_markup(amina, page):
    wrote(amina, "tie", "<b>&amp;</b>")

    shown = page.get("/plan/kring/").content.decode()

    assert "<b>&amp;</b>" not in shown


def test_who_was_let_go_is_not_in_the_picture_but_is_in_that_of_then(amina, page):
    tie = wrote(amina, "tie", "Buurman Rik", days=90)
    wrote(amina, "tie", "Nadia")
    actions.let_go(tie.id, by=amina)
    past = (timezone.localdate() - timedelta(days=30)).isoformat()

    today = page.get("/plan/kring/").content.decode()
    then = page.get(f"/plan/kring/?op={past}").content.decode()

    assert ("Buurman Rik" in today, "Nadia" in today) == (False, True)
    assert ("Buurman Rik" in then, "Nadia" in then) == (True, False)
    assert f'href="/plan/{tie.id}/"' not in then


def test_beyond_twenty_the_outer_ones_stand_in_the_list_alone(amina, page):
    for number in range(20):
        wrote(amina, "tie", f"dichtbij {number}", closeness="near")
    wrote(amina, "tie", "Verre tante", closeness="far")

    shown = page.get("/plan/kring/").content.decode()

    drawn = shown[shown.index('<svg class="picture') : shown.index("<figcaption")]
    assert "Verre tante" not in drawn
    assert shown.count("Verre tante") == 1
    assert "Not everyone fits in the picture." in shown


def test_an_empty_circle_invites_and_no_more(page):
    answer = page.get("/plan/kring/").content.decode()

    assert "Nobody stands in this picture yet." in answer
    assert "/plan/nieuw/tie/" in answer


def test_the_words_of_a_line_follow_the_language():
    with translation.override("en"):
        assert "an arrow to me" in ecogram.legend()[0][1]
