import pytest

from tests.journeys.steps import (
    command,
    follow,
    path_of,
    press,
    send,
    sign_in,
    sign_out,
    text_of,
    titles,
    type_words,
)  # fmt: skip

STRENGTH = "Ik blijf rustig als anderen roepen."
EVERY_PHONE = pytest.mark.parametrize("device", ["phone", "phone_without_javascript"])


@pytest.fixture
def page(house, request, device):
    """Someone nobody knows opens the first page."""
    page = request.getfixturevalue(device).new_page()
    page.goto(house.url)
    return page


def write_first_strength(page):
    follow(page, "/begin/")
    follow(page, "/begin/kracht/")
    type_words(page, STRENGTH)
    send(page)


@EVERY_PHONE
def test_who_begins_for_themselves_comes_back_with_a_card(page, house):
    write_first_strength(page)
    assert path_of(page) == "/begin/kaart/"
    send(page)  # no PIN chosen, so one is drawn

    card, pin = page.locator(".bank-card-code"), page.locator(".code-large")
    letters, drawn = card.inner_text(), pin.inner_text()
    assert (len(letters.replace(" ", "")), len(drawn)) == (26, 6)
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    assert {card.is_visible(), page.locator("img.qr").is_visible()} == {True}

    command(page, "/opgeschreven/")
    page.goto(f"{house.url}/ik/kaart/")
    assert (card.inner_text(), pin.count()) == (letters, 0)

    sign_out(page, house.url)
    assert path_of(page) == "/"
    page.goto(f"{house.url}/plan/")
    assert STRENGTH not in page.content()

    sign_in(page, house.url, letters.lower().replace(" ", "-"), drawn)
    assert path_of(page) == "/"
    page.goto(f"{house.url}/plan/")
    assert titles(page) == [STRENGTH]


@EVERY_PHONE
def test_who_wants_no_card_yet_can_go_on_without(page, house):
    write_first_strength(page)
    follow(page, "/plan/")

    assert titles(page) == [STRENGTH]
    page.goto(f"{house.url}/ik/")
    follow(page, "/ik/kaart/nieuw/")
    send(page)
    assert page.locator(".bank-card-code").is_visible()


@EVERY_PHONE
def test_a_pin_that_everybody_chooses_is_refused_and_another_is_taken(page):
    write_first_strength(page)
    page.locator("[name=pin]").fill("123456")
    send(page)
    assert path_of(page) == "/begin/kaart/"
    assert page.locator(".field .error").count() == 1

    page.locator("[name=pin]").fill("594 672")
    send(page)
    assert path_of(page) == "/ik/kaart/"
    assert page.locator(".code-large").count() == 0


@pytest.mark.parametrize("device", ["phone"])
def test_the_square_on_the_card_fills_in_its_letters(page, house):
    write_first_strength(page)
    send(page)
    letters, drawn = (page.locator(one).inner_text() for one in (".bank-card-code", ".code-large"))
    sign_out(page, house.url)

    page.goto("about:blank")
    page.goto(f"{house.url}/in/#{letters.replace(' ', '')}")

    assert page.locator("[name=card]").input_value() == letters.replace(" ", "")
    assert page.evaluate("document.activeElement.name") == "pin"
    assert path_of(page) + page.evaluate("location.hash") == "/in/"
    page.keyboard.type(drawn)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert path_of(page) == "/"


@EVERY_PHONE
def test_sending_the_first_strength_twice_begins_once(page, house):
    from krachtlijn.people.models import Person

    write_first_strength(page)
    page.go_back()
    if path_of(page) == "/begin/kracht/":
        type_words(page, STRENGTH)
        send(page)

    page.goto(f"{house.url}/plan/")
    assert set(titles(page)) == {STRENGTH}
    assert Person.objects.count() == 1


@EVERY_PHONE
def test_nothing_is_asked_about_a_person_before_they_begin(page):
    for end in ("/begin/", "/begin/kracht/"):
        follow(page, end)
    names = page.locator("main input:not([type=hidden]), main textarea").evaluate_all(
        "fields => fields.map(field => field.name)"
    )
    assert names == ["words"]
    assert "@" not in text_of(page)
    press(page.locator("a.brand"))
    assert path_of(page) == "/"
