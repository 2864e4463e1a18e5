"""The balance is a picture its person tilts; beads and stones are never counted."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from krachtlijn.plans import pictures
from krachtlijn.plans.balance import ago, balance_of, own_words
from krachtlijn.plans.codes import TILT
from krachtlijn.vault.reading import read_own
from tests.plans.written import asked, wrote


def drawing_only(picture: str) -> str:
    """The beads, stones and the line, without the words and how far it is turned."""
    without_words = re.sub(r"<(title|desc|text|figcaption).*?</\1>", "", picture, flags=re.S)
    return re.sub(r'transform="[^"]*"', "", without_words)


def test_each_tilt_turns_the_same_picture_its_own_way():
    drawn = {code: pictures.balance(code, on=timezone.localdate(), words="") for code in TILT}

    turned = {code: re.search(r"rotate\((-?\d+) ", one).group(1) for code, one in drawn.items()}
    assert len(set(turned.values())) == 5
    assert turned["level"] == "0"
    assert float(turned["carries_much"]) < float(turned["carries"]) < 0
    assert len({drawing_only(one) for one in drawn.values()}) == 1


def test_a_picture_says_the_same_in_words():
    with translation.override("en"):
        drawn = pictures.balance("weighs", on=timezone.localdate(), words="Too many letters")

    described, shown = drawn.split("</svg>")
    for said in ("So it hangs today, you say.", "What weighs is a bit stronger.", "Too many lett"):
        assert said in described
        assert said in shown
    assert 'role="img"' in drawn
    assert "<title" in drawn


def test_without_a_tilt_it_hangs_level_and_says_so():
    with translation.override("en"):
        drawn = pictures.balance(None, on=None, words="")

    assert "rotate(0 " in drawn
    assert "You have not tilted it yet." in drawn


def test_words_never_become_markup():
    drawn = pictures.balance("level", on=timezone.localdate(), words='<script>"a"</script>')

    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


@pytest.mark.django_db
def test_the_balance_does_not_change_with_what_is_in_the_plan(amina):
    wrote(amina, "balance", "Zo", tilt="carries")
    before = str(balance_of(read_own(amina))["balance"]["picture"])
    for number in range(5):
        wrote(amina, "factor", f"zwaar {number}", polarity="hindering", weight="heavy")

    assert str(balance_of(read_own(amina))["balance"]["picture"]) == before


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("weighs_much", "weighs", "Three weeks ago you tilted it further."),
        ("weighs", "weighs_much", "Three weeks ago you tilted it less far."),
        ("carries", "weighs", "Three weeks ago it hung to the other side."),
        ("weighs", "weighs", "Three weeks ago it hung the same."),
        ("level", "carries", "Three weeks ago it hung level."),
        (None, "carries", ""),
    ],
)
def test_the_time_before_is_compared_in_words(amina, before, now, said):
    wrote(amina, "balance", "toen", tilt=before, days=22)
    wrote(amina, "balance", "nu", tilt=now)

    with translation.override("en"):
        assert balance_of(read_own(amina))["balance"]["compared"] == said


def test_how_long_ago_is_said_without_a_number():
    for days in (0, 1, 3, 8, 15, 22, 40, 200, 400, 4000):
        assert not re.search(r"\d", ago(timezone.localdate() - timedelta(days=days)))


def test_tilting_writes_a_dated_entry_and_a_resend_is_the_same_one(amina, page):
    sent = {"id": str(uuid4()), "by": str(amina.pk), "tilt": "carries", "words": "Lichter"}

    first, again = page.post("/plan/balans/", sent), page.post("/plan/balans/", sent)

    assert [first.url, again.url] == ["/plan/", "/plan/"]
    entries = read_own(amina)
    assert [(one.kind.name, one.content) for one in entries] == [
        ("balance", {"words": "Lichter", "tilt": "carries"})
    ]


def test_other_words_under_the_same_id_are_not_lost(amina, page):
    sent = {"id": str(uuid4()), "by": str(amina.pk), "tilt": "carries", "words": "Lichter"}
    page.post("/plan/balans/", sent)

    other = page.post("/plan/balans/", {**sent, "words": "Zwaarder"})

    assert other.status_code == 409
    assert "Zwaarder" in other.content.decode()
    assert sent["id"] not in other.content.decode()


def test_tilting_is_saying_enough(amina, page):
    sent = {"id": str(uuid4()), "by": str(amina.pk), "tilt": "weighs_much", "words": ""}

    assert page.post("/plan/balans/", sent).url == "/plan/"

    (kept,) = read_own(amina)
    assert kept.words == str(TILT.label("weighs_much"))
    assert own_words(kept) == ""
    with translation.override("fr"):
        assert own_words(kept) == ""


def test_tilting_without_anything_asks_for_something(amina, page):
    sent = {"id": str(uuid4()), "by": str(amina.pk), "words": ""}

    answer = page.post("/plan/balans/", sent)

    assert answer.status_code == 422
    assert read_own(amina) == []


def test_the_page_of_the_balance_asks_the_same_from_5_to_500(amina, page):
    for number in range(5):
        wrote(amina, "balance", f"dag {number}", tilt="level")
    few = asked(page, "/plan/balans/")
    for number in range(495):
        wrote(amina, "balance", f"nog {number}", tilt="weighs")

    assert asked(page, "/plan/balans/") == few


def test_a_line_of_time_shows_that_it_happened_and_never_how_much():
    stop = pictures.Stop("Spring", "2026", "This came in: goal.", True, False, True)

    drawn = pictures.line_of_time([stop])

    assert drawn.count("<circle") == 2
    assert "Spring 2026: This came in: goal." in drawn
    assert not re.search(r"<text[^>]*>\d{1,3}<", drawn)
