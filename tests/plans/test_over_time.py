"""A plan as it was, and how it grew: only ever against oneself."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from krachtlijn.plans.over_time import Season, in_seasons, season_of
from krachtlijn.vault import actions
from krachtlijn.vault.reading import read_own, turns_of
from tests.cast import bring_together, person, put_before
from tests.plans.written import asked, turned, wrote


def day(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def test_a_day_of_the_past_shows_the_words_of_then(amina, page):
    walk = wrote(amina, "goal", "Elke dag wandelen", days=100)
    wrote(amina, "strength", "Naaien", days=100)
    wrote(amina, "goal", "Leren zwemmen")
    actions.rewrite(walk.id, {"words": "Elke week wandelen"}, revision=1, by=amina)

    shown = page.get(f"/plan/toen/?op={day(50)}").content.decode()

    assert "Elke dag wandelen" in shown
    assert "Naaien" in shown
    assert "Elke week wandelen" not in shown
    assert "Leren zwemmen" not in shown
    assert shown.index("Naaien") < shown.index("Elke dag wandelen")  # strengths come first


def test_what_was_let_go_since_stands_there_again(amina, page):
    walk = wrote(amina, "goal", "Elke dag wandelen", days=100)
    actions.let_go(walk.id, by=amina)

    assert "Elke dag wandelen" in page.get(f"/plan/toen/?op={day(50)}").content.decode()
    assert "Elke dag wandelen" not in page.get(f"/plan/toen/?op={day(0)}").content.decode()


def test_nothing_can_be_changed_in_the_past(amina, page):
    wrote(amina, "goal", "Elke dag wandelen", days=100)

    shown = page.get(f"/plan/toen/?op={day(50)}").content.decode()

    main = shown[shown.index("<main") : shown.index("</main>")]
    assert "This is how it was then." in main
    assert 'method="post"' not in main
    assert not re.search(r'href="/plan/[0-9a-f-]{36}', main)


@pytest.mark.parametrize(
    ("asked_for", "said"),
    [
        ("2099-01-01", "This day is still to come. Choose one that was."),
        ("2026-02-31", "This day does not exist. Look at it again."),
        ("soon", "This day does not exist. Look at it again."),
        ("", "Choose the day."),
    ],
)
@pytest.mark.parametrize("path", ["/plan/toen/", "/plan/kring/"])
def test_a_day_that_cannot_be_shown_is_answered_in_one_sentence(page, path, asked_for, said):
    answer = page.get(f"{path}?op={asked_for}")

    assert answer.status_code == 422
    assert answer.content.decode().count(said) == 1


def test_the_first_day_there_is_shows_an_empty_plan(amina, page):
    wrote(amina, "goal", "Elke dag wandelen")

    assert "nothing stood in your plan" in page.get("/plan/toen/?op=0001-01-01").content.decode()


@pytest.mark.parametrize(
    ("on", "season"),
    [
        (date(2025, 12, 1), (2026, 0)),
        (date(2026, 2, 28), (2026, 0)),
        (date(2026, 3, 1), (2026, 1)),
        (date(2026, 8, 31), (2026, 2)),
        (date(2026, 11, 30), (2026, 3)),
    ],
)
def test_a_season_is_three_months(on, season):
    assert season_of(on) == season
    assert Season(*season).months


def happened(someone) -> list[tuple[str, str]]:
    seasons = in_seasons(read_own(someone), turns_of(someone))
    return [
        (what, one.words)
        for season in seasons
        for what, found in season.turned.items()
        for one in found.values()
    ]


def test_what_came_in_was_let_go_and_found_again_is_told(amina):
    sewing = wrote(amina, "strength", "Naaien", days=400)
    turned(actions.let_go, sewing.id, by=amina, days=200)
    turned(actions.take_up, sewing.id, by=amina, days=20)

    assert happened(amina) == [
        ("found_again", "Naaien"),
        ("let_go", "Naaien"),
        ("added", "Naaien"),
    ]


def test_a_proposal_grows_only_with_ones_own_yes(amina):
    joke = person("Joke")
    bring_together(amina, joke)
    yes, no = put_before(amina, "bellen", by=joke), put_before(amina, "sporten", by=joke)
    actions.accept(yes.id, by=amina)
    actions.let_go(no.id, by=amina)

    assert happened(amina) == [("added", "bellen")]


def test_a_proposal_taken_up_after_a_no_came_in_then(amina):
    joke = person("Joke")
    bring_together(amina, joke)
    proposed = put_before(amina, "bellen", by=joke)
    actions.let_go(proposed.id, by=amina)
    actions.take_up(proposed.id, by=amina)

    assert happened(amina) == [("added", "bellen")]


def test_other_words_for_the_same_are_no_turn(amina):
    walk = wrote(amina, "goal", "wandelen", days=10)
    actions.rewrite(walk.id, {"words": "stappen"}, revision=1, by=amina)

    assert happened(amina) == [("added", "stappen")]


def test_how_it_hung_is_not_growth(amina):
    wrote(amina, "balance", "Zo", tilt="weighs")

    assert happened(amina) == []


def test_turns_are_only_ones_own(amina):
    joke = person("Joke")
    goal = wrote(joke, "goal", "zwemmen")
    actions.let_go(goal.id, by=joke)

    assert turns_of(amina) == {}
    assert [standing for _at, standing in turns_of(joke)[goal.id]] == ["own"]


def test_growth_is_told_in_kinds_and_never_counted(amina, page):
    for number in range(7):
        wrote(amina, "strength", f"kracht {'abcdefg'[number]}", days=3)
    wrote(amina, "tie", "Leyla", days=3)

    shown = page.get("/plan/groei/").content.decode()

    main = shown[shown.index("<main") : shown.index("</main>")]
    words = re.sub(r"<[^>]*>", " ", main)
    assert "This came in: strength and someone around me." in words
    assert not re.search(r"\b[78]\b", words)


@pytest.mark.parametrize(
    "path", ["/plan/toen/", "/plan/groei/", "/plan/kring/", "/plan/moeilijke-dag/"]
)
def test_a_page_asks_the_same_from_5_to_500(amina, page, path):
    past = f"?op={day(2)}" if path in ("/plan/toen/", "/plan/kring/") else ""
    kinds = ("strength", "tie", "experience", "source", "signs")
    for kind in kinds:
        one = wrote(amina, kind, kind, days=9)
        actions.rewrite(one.id, {"words": f"{kind} nu"}, revision=1, by=amina)
    few = asked(page, path), asked(page, path + past)
    for number in range(495):
        wrote(amina, kinds[number % 5], f"nog {number}", days=number)

    assert (asked(page, path), asked(page, path + past)) == few


def test_a_bad_day_shows_one_good_moment_at_a_time(amina, page):
    wrote(amina, "experience", "Ik belde de school", days=9)
    wrote(amina, "experience", "Ik kookte voor twaalf", days=3)

    shown = {n: page.get(f"/plan/moeilijke-dag/?n={n}").content.decode() for n in "012x"}

    seen = {n: "Ik kookte voor twaalf" in text for n, text in shown.items()}
    assert seen == {"0": True, "1": False, "2": True, "x": True}
    assert all(
        ("Ik belde de school" in text) != ("Ik kookte voor twaalf" in text)
        for text in shown.values()
    )


def test_a_bad_day_says_whom_to_call_and_how_to_reach_what_helps(amina, page):
    wrote(amina, "signs", "Ik slaap slecht", whom_to_call="Leyla, 0470 12 34 56, ook laat")
    wrote(amina, "source", "De vijver", how_to_reach="Bus 4")

    shown = page.get("/plan/moeilijke-dag/").content.decode()

    assert 'href="tel:0470123456"' in shown
    assert "Leyla, 0470 12 34 56, ook laat" in shown
    assert "Bus 4" in shown


def test_a_bad_day_with_nothing_kept_yet_is_kind(page):
    answer = page.get("/plan/moeilijke-dag/")

    assert answer.status_code == 200
    assert "that is all right" in answer.content.decode()
