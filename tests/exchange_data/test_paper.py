"""The plan on paper, and what was written on paper typed over in one pass."""

import re
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krachtlijn.exchange import paper
from krachtlijn.people.secrets import LETTERS
from krachtlijn.vault.actions import let_go, rewrite, wipe, write
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.reading import read_own
from tests import cast

ADDRESS = "/plan/papier/overnemen/"


@pytest.fixture
def sheet():
    return paper.new_sheet([])


def typed(client, sheet, **lines):
    fields = {name.replace("_", "-"): said for name, said in lines.items()}
    return client.post(ADDRESS, {"sheet": sheet.number, **fields})


def test_the_whole_plan_prints_per_room_with_every_kind(people, amina, whole_plan):
    page = amina.get("/plan/papier/a4/").content.decode()

    rooms = re.findall(r'<section class="paper-room"><h2>([^<]+)', page)
    assert rooms == [
        "My strengths", "The people around me", "What carries and what weighs",
        "Where I want to go", "What I went through", "My story",
    ]  # fmt: skip
    for name in KINDS:
        assert f"nu {name}" in page
    assert "Losgelaten doel" not in page


def test_what_is_only_for_me_can_stay_off_the_paper(people, amina, whole_plan):
    page = amina.get("/plan/papier/a4/?without").content.decode()

    printed = {name for name in KINDS if re.search(rf"nu {name}\b", page)}
    assert printed == {name for name, record in KINDS.items() if not record.kind_of.only_me}


def test_the_fridge_sheet_tells_goals_steps_and_whom_to_call_and_no_more(people, amina):
    for number in range(20):
        cast.keep(people.amina, f"doel {number:02}")
    keep_full(people.amina, "step", words="bellen", on="2026-12-01", who="ik")
    keep_full(people.amina, "step", words="al gedaan", state="done")
    keep_full(people.amina, "signs", words="ik slaap niet", whom_to_call="mijn zus")
    keep_full(people.amina, "source", words="Nonna", how_to_reach="na acht uur", locus=["circle"])
    keep_full(people.amina, "source", words="de bank aan het water", how_to_reach="vroeg")
    cast.keep(people.amina, "kwetsbaar", "vulnerability")

    page = amina.get("/plan/papier/koelkast/").content.decode()

    assert len(re.findall(r"doel \d\d", page)) == paper.GOALS
    for said in ("bellen", "mijn zus", "Nonna", "na acht uur"):
        assert said in page
    for kept_off in ("al gedaan", "ik slaap niet", "kwetsbaar", "de bank"):
        assert kept_off not in page


LONG = (
    "Aan de directeur vragen of wij op donderdag in de schoolkeuken mogen koken met de hele groep."
)


def test_no_word_is_cut_off_on_the_fridge_sheet(people, amina):
    cast.keep(people.amina, LONG)
    keep_full(
        people.amina,
        "step",
        words=LONG,
        on="2026-12-01",
        who="Ik, en Hala voor de moeilijke woorden",
    )
    keep_full(
        people.amina, "source", words=LONG, how_to_reach="Na acht uur. " * 5, locus=["circle"]
    )

    page = amina.get("/plan/papier/koelkast/").content.decode()

    assert page.count(LONG) == 3
    for said in ("Ik, en Hala voor de moeilijke woorden", " ".join(["Na acht uur."] * 5)):
        assert said in page
    assert "…" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    ("text", "most", "left"),
    [
        ("Kort.", 20, "Kort."),
        ("Een zin. En nog een zin.", 10, "Een zin. …"),
        ("Een. Twee! Drie? Vier.", 15, "Een. Twee! …"),
        ("Zonder einde en veel te lang", 13, "Zonder einde …"),
        ("Een\n  zin.", 20, "Een zin."),
        ("a" * 30, 10, "a" * 10 + " …"),  # one word longer than the paper is wide
    ],
)
def test_what_does_not_fit_is_left_out_by_the_sentence_or_by_the_word(text, most, left):
    assert paper.whole(text, most) == left


@given(st.text("ab .!\n", max_size=60), st.integers(4, 30))
def test_whatever_is_left_out_the_words_are_whole(text, most):
    words = text.split()
    kept = paper.whole(text, most).removesuffix(" …").split()

    assert kept == words[: len(kept)] or len(words[0]) > most
    assert len(" ".join(kept)) <= most


def keep_full(person, kind, **content):
    return write(uuid4(), kind, content, by=person)[0]


@pytest.mark.parametrize(
    ("asked", "each"),
    [
        ([], 4),
        (["strength"], 16),
        (["goal", "step"], 8),
        (["step", "goal", "factor"], 5),
        (["diagnosis"], 4),
    ],
)
def test_a_sheet_says_in_its_number_which_lines_it_has(asked, each):
    sheet = paper.new_sheet(asked)

    again = paper.sheet_called(sheet.spoken.lower())
    assert again == sheet
    assert [line.number for line in again.lines] == list(range(1, each * len(sheet.kinds) + 1))
    known = [kind for kind in paper.LINE_KINDS.values() if kind in asked]
    assert again.kinds == (known or list(paper.LINE_KINDS.values()))


def test_every_sheet_has_a_number_of_its_own_and_prints_its_lines(amina):
    pages = [amina.get("/plan/papier/blad/?asks=goal&asks=step").content.decode() for _ in "ab"]

    numbers = {re.search(r'<b class="code">([^<]+)', page)[1] for page in pages}
    assert len(numbers) == 2
    assert re.findall(r'<li value="(\d+)"', pages[0]) == [str(number) for number in range(1, 17)]


def test_one_letter_misread_is_never_another_sheet(sheet):
    for at, letter in enumerate(sheet.number):
        for other in LETTERS.replace(letter, ""):
            wrong = sheet.number[:at] + other + sheet.number[at + 1 :]
            assert paper.sheet_called(wrong) is None


@pytest.mark.parametrize("said", ["", "x", "AAAAAA", "é" * 9, "A" * 200, "AAAAAA9A"])
def test_what_is_no_number_of_a_sheet_asks_again(amina, said):
    answer = amina.get(ADDRESS, {"sheet": said})

    assert answer.status_code == 422
    assert b"number" in answer.content
    assert amina.get(ADDRESS).status_code == 200


def test_a_sheet_is_typed_over_in_one_pass(people, amina, sheet):
    page = amina.get(ADDRESS, {"sheet": sheet.number}).content.decode()
    answer = typed(
        amina, sheet, line_1="Ik kan luisteren", line_5="Mijn buur", does_5="promoting",
        line_6="De wachtlijst", line_9="Leren koken", line_13="Joke bellen", line_16=" ",
    )  # fmt: skip

    assert re.findall(r'name="(line-\d+)"', page) == [f"line-{at}" for at in range(1, 17)]
    assert (answer.status_code, answer.url) == (302, "/plan/")
    assert "5 lines are in your plan." in amina.get("/plan/").content.decode()
    kept = {one.words: one for one in read_own(people.amina)}
    assert {words: one.kind.name for words, one in kept.items()} == {
        "Ik kan luisteren": "strength",
        "Mijn buur": "factor",
        "De wachtlijst": "factor",
        "Leren koken": "goal",
        "Joke bellen": "step",
    }
    assert kept["Mijn buur"].content["polarity"] == "promoting"
    assert kept["De wachtlijst"].content["polarity"] is None


def test_typing_it_over_twice_changes_nothing(people, amina, sheet):
    typed(amina, sheet, line_1="Ik kan luisteren", line_9="Leren koken")
    before = [(one.id, one.words, one.revision) for one in read_own(people.amina)]

    again = typed(amina, sheet, line_1="Ik kan luisteren", line_9="Leren koken")

    assert again.status_code == 302
    assert [(one.id, one.words, one.revision) for one in read_own(people.amina)] == before


def test_a_line_added_later_comes_beside_what_was_there(people, amina, sheet):
    typed(amina, sheet, line_1="Ik kan luisteren")
    rewrite(read_own(people.amina)[0].id, {"words": "Goed luisteren"}, revision=1, by=people.amina)

    typed(amina, sheet, line_1="Ik kan luisteren", line_2="Ik kan koken")

    assert {one.words for one in read_own(people.amina)} == {"Goed luisteren", "Ik kan koken"}


def test_one_wrong_line_keeps_everything_typed_and_saves_nothing(people, amina, sheet):
    typed(amina, sheet, line_1="eerst dit")

    answer = typed(amina, sheet, line_1="toen dat", line_2="nieuw", line_9="a" * 4001)
    page = answer.content.decode()
    once_more = typed(amina, sheet, line_1="toen dat", line_2="nieuw")

    assert (answer.status_code, once_more.status_code) == (422, 422)
    assert "This is too long. At most 4000 signs fit." in page
    for said in ("toen dat", "nieuw", "a" * 4001):
        assert said in page
    assert "This line was typed over before" in once_more.content.decode()
    assert [one.words for one in read_own(people.amina)] == ["eerst dit"]


def test_a_line_that_was_wiped_stays_wiped(people, amina, sheet):
    typed(amina, sheet, line_1="weg")
    wipe(read_own(people.amina)[0].id, by=people.amina)

    answer = typed(amina, sheet, line_1="weg", line_2="nieuw")

    assert answer.status_code == 422
    assert read_own(people.amina) == []


def test_a_line_let_go_stays_let_go(people, amina, sheet):
    typed(amina, sheet, line_1="los")
    let_go(read_own(people.amina)[0].id, by=people.amina)

    assert typed(amina, sheet, line_1="los").status_code == 302
    assert [one.is_let_go for one in read_own(people.amina)] == [True]


def test_the_same_sheet_of_two_people_is_two_plans(people, amina, rik, sheet):
    typed(amina, sheet, line_1="van Amina")
    typed(rik, sheet, line_1="van Rik")

    assert [one.words for one in read_own(people.amina)] == ["van Amina"]
    assert [one.words for one in read_own(people.rik)] == ["van Rik"]


def test_a_sign_that_cannot_be_kept_is_said_at_its_line(people, amina, sheet):
    answer = typed(amina, sheet, line_1="goed", line_2="a\x07b")

    assert answer.status_code == 422
    assert "There is a sign in this text that cannot be kept." in answer.content.decode()
    assert read_own(people.amina) == []


@pytest.mark.parametrize("address", ["", "a4/", "koelkast/", "blad/", "overnemen/"])
def test_an_empty_plan_has_paper_too_and_a_stranger_has_none(amina, client, address):
    assert amina.get(f"/plan/papier/{address}").status_code == 200
    assert client.get(f"/plan/papier/{address}").status_code == 302
