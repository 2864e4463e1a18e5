"""Ten minutes after the PIN was given, showing something asks for it again, and nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import cast
from tests.journeys.house import OTHER_PIN, PIN
from tests.journeys.steps import (
    errors,
    path_of,
    pick,
    picked,
    said,
    send,
    text_of,
    titles,
)

GOAL, PURPOSE = "Leren zwemmen.", "Zodat Joke mee kan zoeken."

# Sentences as they stand in the source; each is looked up in the language of the page.
WRONG_PIN = "This PIN is not right. Try once more."
PIN_FIRST = "Type your PIN again on the page of your card. Then you can make a key."


@pytest.fixture(params=["phone", "phone_without_javascript"])
def device(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def amina(house):
    return house.person("Amina")


@pytest.fixture
def joke(house, amina):
    return house.person("Joke", amina)


@pytest.fixture
def page(house, device, amina):
    return house.enter(device, amina, letters=house.card_of(amina))


def test_showing_asks_the_pin_and_a_wrong_one_loses_nothing(house, page, device, amina, joke):
    goal = cast.keep(amina, GOAL)
    until = (timezone.localdate() + timedelta(days=40)).isoformat()
    house.wait_for_stale_proof(device)

    page.goto(f"{house.url}/plan/{goal.id}/tonen/")
    pick(page, "to", str(joke.pk))
    page.locator("details.more summary").click()
    pick(page, "lasts", "date")
    page.locator("[name=date]").fill(until)
    page.locator("[name=purpose]").fill(PURPOSE)
    page.locator("[name=pin]").fill(OTHER_PIN)
    send(page)

    assert errors(page) == [said(WRONG_PIN)]
    assert picked(page, "to") == [str(joke.pk)]
    assert picked(page, "lasts") == ["date"]
    assert page.locator("[name=date]").input_value() == until
    assert page.locator("[name=purpose]").input_value() == PURPOSE
    assert page.locator("[name=pin]").input_value() == ""
    assert cast.seen(joke, whose=amina) == set()

    page.locator("[name=pin]").fill(PIN)
    send(page)
    assert path_of(page) == f"/plan/{goal.id}/"
    assert cast.seen(joke, whose=amina) == {GOAL}
    page.goto(f"{house.url}/ik/wie-ziet-wat/")
    assert PURPOSE in page.locator("main .row").inner_text()


def test_a_form_that_stood_open_for_ten_minutes_asks_the_pin_and_keeps_what_was_chosen(
    house, page, device, amina, joke
):
    goal = cast.keep(amina, GOAL)
    page.goto(f"{house.url}/plan/{goal.id}/tonen/")
    assert page.locator("[name=pin]").count() == 0
    pick(page, "to", str(joke.pk))
    house.wait_for_stale_proof(device)
    send(page)

    assert len(errors(page)) == 1
    assert picked(page, "to") == [str(joke.pk)]
    page.locator("[name=pin]").fill(PIN)
    send(page)
    assert cast.seen(joke, whose=amina) == {GOAL}


def test_the_pin_given_once_holds_for_the_next_ten_minutes(house, page, device, amina, joke):
    cast.keep(amina, GOAL)
    house.wait_for_stale_proof(device)
    page.goto(f"{house.url}/ik/kaart/")
    assert page.locator(".bank-card-code").count() == 0
    page.locator("[name=pin]").fill(PIN)
    send(page)
    assert page.locator(".bank-card-code").is_visible()

    page.goto(f"{house.url}/ik/kring/{joke.pk}/tonen/goal/")

    assert page.locator("[name=pin]").count() == 0


def test_hiding_never_asks_the_pin(house, page, device, amina, joke):
    cast.keep(amina, GOAL)
    cast.show(amina, joke, kind="goal")
    house.wait_for_stale_proof(device)

    page.goto(f"{house.url}/ik/wie-ziet-wat/")
    with page.expect_navigation():
        page.locator("main .row form button").click()

    assert titles(page) == []
    assert cast.seen(joke, whose=amina) == set()


def test_a_key_for_a_program_asks_the_pin_first_and_says_where(house, page, device):
    house.wait_for_stale_proof(device)
    page.goto(f"{house.url}/ik/sleutels/")
    page.locator("[name=label]").fill("Mijn rekenblad")
    send(page)

    assert said(PIN_FIRST) in text_of(page)


def test_five_wrong_tries_lock_the_card_and_the_page_says_so(house, device, amina):
    letters = house.card_of(amina)
    page = device.new_page()
    page.goto(f"{house.url}/in/")
    told = []
    for _try in range(6):
        page.locator("[name=card]").fill(letters)
        page.locator("[name=pin]").fill(OTHER_PIN)
        send(page)
        assert path_of(page) == "/in/"
        told += page.locator(".errors li").all_inner_texts()

    # First that the two do not go together, and from the fifth time on that the card is locked.
    assert len(told) == 6
    assert told[:4] == [told[0]] * 4
    assert told[4:] == [told[5]] * 2
    assert told[0] != told[5]
    assert page.locator("[name=card]").input_value() == letters
    page.locator("[name=pin]").fill(PIN)
    send(page)
    assert path_of(page) == "/in/"
