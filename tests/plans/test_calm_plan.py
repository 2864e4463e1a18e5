"""A long plan stays calm: each room shows its newest, all of it unfolds, and no word is cut."""

import re
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krachtlijn.plans.templatetags import plans
from krachtlijn.plans.templatetags.plans import IN_A_ROW, ON_A_LINE, ON_A_PHONE, begins, parted
from krachtlijn.vault import actions
from tests.faults.planting import plant
from tests.plans.written import wrote

KINDS = ("strength", "vulnerability", "wish", "experience", "place", "aid", "signs", "story")
IN_SIGHT = 4
ROOM = re.compile(r'<section aria-labelledby="(\w+)" class="room[^"]*">(.*?)</section>', re.S)
FOLD = re.compile(r"<details[^>]*rest.*?</details>", re.S)


def rooms(page) -> dict[str, str]:
    return dict(ROOM.findall(page.get("/plan/").content.decode()))


def rows(html: str) -> list[str]:
    return re.findall(r'class="row-title" href="[^"]+">([^<]+)', html)


@pytest.fixture
def long_plan(amina):
    for kind in KINDS:
        for number in range(9):
            wrote(amina, kind, f"{kind} {number}", days=20 - number)


@pytest.mark.usefixtures("long_plan")
def test_each_room_shows_its_newest_and_unfolds_the_rest(page):
    found = rooms(page)
    held = {"carries": "strength", "weighs": "vulnerability", "course": "wish", "well": "experience",
            "places": "place", "aids": "aid", "hard": "signs", "story": "story"}  # fmt: skip

    for room, kind in held.items():
        every, newest = rows(found[room]), rows(FOLD.sub("", found[room]))
        assert every == [f"{kind} {number}" for number in range(8, -1, -1)], room
        assert newest == every[:IN_SIGHT], room
        assert "Show all" in found[room]


@pytest.mark.usefixtures("long_plan")
@pytest.mark.parametrize("room", ["places", "aids", "hard"])
def test_a_folded_room_says_how_it_begins(page, room):
    html = rooms(page)[room]

    assert html.lstrip().startswith('<details class="unfold folded"><summary><h2')
    kind = {"places": "place", "aids": "aid", "hard": "signs"}[room]
    assert f'<span class="soft">{kind} 8 · {kind} 7 · {kind} 6</span></summary>' in html


def test_an_empty_room_is_not_folded_and_asks_what_may_come(page, amina):
    wrote(amina, "strength", "x")

    html = rooms(page)["places"]

    assert "<details" not in html
    (link,) = re.findall(r'<a href="/plan/nieuw/place/">(.*?)</a>', html)
    assert re.sub(r"<[^>]+>", "", link).strip() == "Add: Role or place"


def test_only_the_first_goal_lies_open(page, amina):
    for number in range(5):
        goal = wrote(amina, "goal", f"goal {number}", days=9 - number)
        content = {"words": f"step {number}"}
        actions.write(uuid4(), "step", content, about=str(goal.id), by=amina)

    html = rooms(page)["course"]

    opened = re.findall(r'<details class="unfold rest"( open)?><summary>Steps, and', html)
    assert opened == [" open"] + [""] * 4
    assert re.findall(r"step \d", html) == [f"step {number}" for number in (4, 3, 2, 1, 0)]


def test_a_long_entry_is_parted_between_words_and_loses_nothing_of_what_was_shown(page, amina):
    words = "De wachtlijst voor de kinderopvang in de buurt van het ziekenhuis is al vier jaar lang, zeg ik."
    wrote(amina, "strength", words)

    html = rooms(page)["carries"]

    shown = re.search(r'class="row-title" href="[^"]+">(.*?)</a>', html, re.S)[1]
    head, tail = re.match(r'(.*)<span class="tail">(.*)</span>', shown).groups()
    assert head + tail == words
    assert tail.startswith(" ")
    assert len(head) <= ON_A_PHONE


WORDS = st.lists(st.text("abc", min_size=1, max_size=40), min_size=1, max_size=30).map(" ".join)


@given(WORDS)
def test_no_word_is_cut_on_a_phone(text):
    head, tail = parted(text)
    shown = f"{head} {tail}".strip().removesuffix("…")

    assert text.startswith(shown)
    assert (text + " ")[len(shown)] == " "
    assert (text + " ")[len(head)] == " " if tail else len(head) <= ON_A_PHONE
    assert len(shown) <= IN_A_ROW
    assert bool(tail) is (len(text) > ON_A_PHONE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Een zin. En nog een.", "Een zin"),
        ("Een vraag? Ja.", "Een vraag?"),
        ("Eén regel\ntwee", "Eén regel"),
        ("a" * 60, "a" * ON_A_LINE + "…"),
        (
            "Van de bibliotheek naar het station en dan verder",
            "Van de bibliotheek naar het station en dan…",
        ),
    ],
)
def test_how_a_text_begins(text, said):
    assert begins(text) == said


def test_seen_red_a_filter_that_cuts_words(monkeypatch):
    plant(monkeypatch, plans._whole, ".rsplit(' ', 1)[0]", "")

    with pytest.raises(AssertionError):
        test_how_a_text_begins("Van de bibliotheek naar het station en dan verder",
                               "Van de bibliotheek naar het station en dan…")  # fmt: skip
