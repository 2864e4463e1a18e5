import re

import pytest

from tests import cast
from tests.journeys.steps import command, follow, path_of, press, send, titles, type_words

YES, NO = "Samen naar de taalmarkt op zaterdag.", "Een cursus omgaan met geld."


@pytest.fixture
def pages(house, phone, new_context):
    """Amina's page and Joke's, in each other's circle."""
    amina = house.person("Amina")
    joke = house.person("Joke", amina)
    return house.enter(phone, amina), house.enter(new_context(), joke), amina


def propose(page, house, amina, words):
    page.goto(f"{house.url}/ik/kring/{amina.pk}/")
    page.locator("section[aria-labelledby=shows] details summary").click()
    follow(page, "/voorstel/goal/")
    type_words(page, words)
    send(page)
    assert path_of(page) == f"/ik/kring/{amina.pk}/"


def proposed(page):
    """How Joke's page tells of each proposal, without the words and the address themselves."""
    told = {}
    for row in page.locator("section[aria-labelledby=shows] .row").all():
        words = row.locator(".row-title").inner_text()
        text = row.evaluate("row => row.outerHTML").replace(words, "")
        told[words] = re.sub(r"[0-9a-f-]{36}", "", text)
    return told


def test_joke_does_not_see_which_of_her_proposals_amina_took(house, pages):
    page, theirs, amina = pages
    for words in (YES, NO):
        propose(theirs, house, amina, words)
    before = proposed(theirs)
    assert set(before) == {YES, NO}

    for words, answer in ((YES, "/ja/"), (NO, "/loslaten/")):
        page.goto(house.url)
        press(page.locator("[aria-labelledby=proposals] a.row-title", has_text=words))
        command(page, answer)
    page.goto(f"{house.url}/plan/")
    assert titles(page) == [YES]

    theirs.goto(f"{house.url}/ik/kring/{amina.pk}/")
    assert proposed(theirs) == before
    assert before[YES] == before[NO]
    pages_of_each = []
    for words in (YES, NO):
        theirs.goto(f"{house.url}/ik/kring/{amina.pk}/")
        press(theirs.locator("a.row-title", has_text=words))
        pages_of_each.append(theirs.locator("main").inner_text().replace(words, ""))
    assert pages_of_each[0] == pages_of_each[1]


def test_what_amina_took_stands_there_as_jokes_words(house, pages):
    page, theirs, amina = pages
    propose(theirs, house, amina, YES)
    page.goto(house.url)
    press(page.locator("[aria-labelledby=proposals] a.row-title"))
    command(page, "/ja/")

    assert YES in page.locator("h1").inner_text()
    assert "Joke" in page.locator("h1 + p").inner_text()


def test_a_proposal_stays_outside_the_plan_until_there_is_a_yes(house, pages):
    page, theirs, amina = pages
    propose(theirs, house, amina, YES)

    page.goto(f"{house.url}/plan/")

    assert page.locator("[aria-labelledby=proposals] a.row-title").all_inner_texts() == [YES]
    assert page.locator("[aria-labelledby=course] .row-title").count() == 0


def test_one_who_is_not_in_the_circle_cannot_propose(house, pages):
    _page, theirs, _amina = pages
    stranger = cast.person("Tom")

    answer = theirs.goto(f"{house.url}/ik/kring/{stranger.pk}/voorstel/goal/")

    assert answer.status == 404
