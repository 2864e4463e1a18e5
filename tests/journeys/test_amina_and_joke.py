"""The story everything stands on: Amina shows something to Joke, sees that she looked, takes it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from krachtlijn.vault.models import Grant
from tests import cast
from tests.journeys.devices import PHONE
from tests.journeys.house import PIN
from tests.journeys.steps import (
    add,
    command,
    follow,
    path_of,
    pick,
    press,
    send,
    sign_in,
    text_of,
    titles,
    type_words,
    unfold,
)  # fmt: skip

STRENGTH = "Ik kook voor veertig mensen en blijf rustig."
FACTOR = "De wachtlijst voor een huis is al vier jaar lang."
GOAL = "Betaald werk in een keuken, halve dagen."
GOALS = [GOAL, "Een huis met een kamer voor elk kind."]


@pytest.fixture(params=["phone", "phone_without_javascript"])
def devices(request, browser, new_context):
    """Amina's device and Joke's: two of the same sort."""
    how = {} if request.param == "phone" else {"java_script_enabled": False}
    return [new_context(**PHONE, **how) for _person in ("Amina", "Joke")]


@pytest.fixture
def people(house):
    amina = house.person("Amina")
    return amina, house.person("Joke", amina), house.person("Rik", amina)


def show_goals_to(page, house, other):
    page.goto(f"{house.url}/ik/kring/{other.pk}/")
    page.locator("aside details summary").click()
    follow(page, "/tonen/goal/")
    send(page)
    assert path_of(page) == f"/ik/kring/{other.pk}/"


def shown_goals(page):
    """The goals that this page says someone shows, without what the reader shows themselves."""
    goals = page.locator("section[aria-labelledby=shows] article.goal h3").all_text_contents()
    return [goal.strip() for goal in goals]


def test_amina_shows_joke_her_goals_sees_that_joke_looked_and_takes_it_back(house, people, devices):
    amina, joke, rik = people
    page = devices[0].new_page()
    sign_in(page, house.url, house.card_of(amina), PIN)

    # A strength, a factor with all that can be said about it, and two goals.
    add(page, house.url, "strength", STRENGTH)
    page.goto(f"{house.url}/plan/nieuw/factor/")
    type_words(page, FACTOR)
    unfold(page)
    for name, code in [
        ("polarity", "hindering"), ("where", "society"), ("where", "surroundings"),
        ("mechanism", "housing"), ("mechanism", "access_waiting"), ("weight", "heavy"),
    ]:  # fmt: skip
        pick(page, name, code)
    send(page)
    assert FACTOR in page.locator("h1").inner_text()
    assert page.locator(".facts .chip").count() == 6
    places = [add(page, house.url, "goal", words) for words in GOALS]
    page.goto(f"{house.url}/plan/")
    assert set(titles(page)) == {STRENGTH, FACTOR, *GOALS}

    # Joke is in her circle, and sees nothing yet.
    theirs = house.enter(devices[1], joke)
    assert "Amina" not in text_of(theirs)
    theirs.goto(f"{house.url}/ik/kring/{amina.pk}/")
    assert shown_goals(theirs) == []
    page.goto(f"{house.url}/ik/wie-keek/")
    assert page.locator(".timeline li").count() == 0

    # Amina shows her goals; Joke sees exactly those.
    show_goals_to(page, house, joke)
    theirs.goto(house.url)
    follow(theirs, f"/ik/kring/{amina.pk}/")
    assert set(shown_goals(theirs)) == set(GOALS)
    assert not {STRENGTH, FACTOR} & set(titles(theirs))
    follow(theirs, places[0])
    assert GOALS[0] in theirs.locator("h1").inner_text()

    # Amina reads that Joke looked, and at what.
    page.goto(f"{house.url}/ik/wie-keek/")
    lines = page.locator(".timeline > li")
    assert [line.locator("b").inner_text() for line in lines.all()] == ["Joke", "Joke"]
    assert lines.first.locator(".looked li").all_inner_texts() == [GOALS[0]]
    assert set(lines.last.locator(".looked li").all_inner_texts()) == set(GOALS)

    # Amina stops showing them. Joke's open page shows nothing on the next request, whichever it is.
    page.goto(f"{house.url}/ik/wie-ziet-wat/")
    assert page.locator(".row .chip.sky").all_inner_texts() == ["Joke"]
    command(page, "/")
    assert page.locator("main .row form").count() == 0
    answer = theirs.reload()
    assert (answer.status, GOALS[0] in theirs.content()) == (404, False)
    theirs.go_back()
    assert path_of(theirs) == f"/ik/kring/{amina.pk}/"
    assert [words for words in GOALS if words in theirs.content()] == []
    for path in [f"/ik/kring/{amina.pk}/", *places, "/", "/ik/kring/"]:
        theirs.goto(house.url + path)
        assert [words for words in GOALS if words in theirs.content()] == []

    # Nobody else ever saw anything, and nothing was noted for asking in vain.
    others = house.enter(devices[1], rik, path=f"/ik/kring/{amina.pk}/")
    assert shown_goals(others) == []
    page.goto(f"{house.url}/ik/wie-keek/")
    assert lines.count() == 2


def test_a_link_on_an_open_page_leads_nowhere_once_it_is_taken_back(house, people, devices):
    amina, joke, _rik = people
    page = house.enter(devices[0], amina)
    place = add(page, house.url, "goal", GOAL)
    show_goals_to(page, house, joke)
    theirs = house.enter(devices[1], joke, path=f"/ik/kring/{amina.pk}/")
    assert shown_goals(theirs) == [GOAL]

    page.goto(f"{house.url}{place}")
    command(page, "/verbergen/")
    press(theirs.locator("section[aria-labelledby=shows] article.goal h3 a"))

    assert GOAL not in theirs.content()


def test_one_goal_is_shown_to_joke_and_nothing_beside_it(house, people, devices):
    amina, joke, _rik = people
    page = house.enter(devices[0], amina)
    places = [add(page, house.url, "goal", words) for words in GOALS]
    page.goto(house.url + places[1])
    follow(page, "/tonen/")
    pick(page, "to", str(joke.pk))
    send(page)
    assert "Joke" in page.locator(".who-sees").inner_text()

    theirs = house.enter(devices[1], joke, path=f"/ik/kring/{amina.pk}/")

    assert shown_goals(theirs) == [GOALS[1]]
    theirs.goto(house.url + places[0])
    assert GOALS[0] not in theirs.content()


def test_before_adding_a_goal_amina_reads_who_will_see_it_at_once(house, people, devices):
    amina, joke, _rik = people
    grant = cast.show(amina, joke, kind="goal", later=True)
    yesterday = timezone.now() - timedelta(hours=25)
    Grant.objects.for_actor(amina, "keep").filter(pk=grant.pk).update(
        given=yesterday, wide_from=yesterday + timedelta(hours=24)
    )
    page = house.enter(devices[0], amina, path="/plan/nieuw/goal/")
    told = page.locator(".who-sees").inner_text()
    type_words(page, GOAL)
    send(page)

    assert cast.seen(joke, whose=amina) == {GOAL}
    assert "Joke" in page.locator(".who-sees").inner_text()
    assert "Joke" in told


def test_in_the_demo_amina_comes_in_with_her_card_and_rik_sees_her_goals_until_she_stops(
    waterdam, new_context
):
    """The same in the served neighbourhood, where Rik is shown nothing at the start."""
    page = new_context(**PHONE).new_page()
    sign_in(page, waterdam.url, waterdam.card_of("Amina"), waterdam.pins["Amina"])
    assert "Amina" in page.locator("h1").inner_text()
    theirs = new_context(**PHONE).new_page()
    theirs.goto(waterdam.doors["Rik"])
    theirs.goto(f"{waterdam.url}/ik/kring/")
    press(theirs.locator("a.row-title", has_text="Amina"))
    assert shown_goals(theirs) == []

    page.goto(f"{waterdam.url}/plan/")
    goals = page.locator("article.goal h3:has(a)").all_text_contents()
    page.goto(f"{waterdam.url}/ik/kring/")
    press(page.locator("a.row-title", has_text="Rik"))
    page.locator("aside details summary").click()
    follow(page, "/tonen/goal/")
    send(page)
    theirs.reload()
    # In a list words may be cut off; the beginning is enough to know them by.
    assert len(goals) > 3
    assert sorted(shown_goals(theirs)) == sorted(words.strip() for words in goals)

    page.goto(f"{waterdam.url}/ik/wie-keek/")
    line = page.locator(".timeline > li").first
    assert "Rik" in line.locator("b").inner_text()
    looked = " ".join(line.locator(".looked li").all_text_contents())
    assert [words for words in goals if words.strip()[:40] not in looked] == []

    page.goto(f"{waterdam.url}/ik/wie-ziet-wat/")
    press(page.locator(".row:has(.chip.sky:text('Rik'))").locator("form button"))
    theirs.reload()
    assert shown_goals(theirs) == []
