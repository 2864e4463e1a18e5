"""Leaving quickly, signing out, another language, reading aloud, paper."""

import json

import pytest

from tests import cast
from tests.journeys.house import PIN
from tests.journeys.steps import command, path_of, press, send, sign_in, sign_out, type_words

GOAL = "Leren zwemmen."
ELSEWHERE = "https://nl.wikipedia.org/"


@pytest.fixture(params=["phone", "phone_without_javascript"])
def device(request):
    device = request.getfixturevalue(request.param)
    weather = {"content_type": "text/html", "body": "<title>Weer</title><p>Het regent."}
    device.route(f"{ELSEWHERE}**", lambda route: route.fulfill(**weather))
    return device


@pytest.fixture
def amina(house):
    amina = house.person("Amina")
    cast.keep(amina, GOAL)
    return amina


@pytest.fixture
def page(house, device, amina):
    return house.enter(device, amina, path="/plan/")


def wait_until(page, holds) -> None:
    for _moment in range(100):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never became so")


def test_leaving_quickly_leads_elsewhere_and_ends_the_session(page, house, amina):
    assert GOAL in page.content()

    with page.expect_request(f"{ELSEWHERE}**"):
        page.locator("form.leave button").click()
    # Without scripts the answer leads there, and the tests have no internet to find it in.
    wait_until(page, lambda: not page.url.startswith(house.url))
    page.wait_for_load_state()

    wait_until(page, lambda: house.sessions_of(amina) == 0)
    page.go_back()
    assert GOAL not in page.content()
    page.goto(f"{house.url}/plan/")
    assert (path_of(page), GOAL in page.content()) == ("/in/", False)


def test_leaving_quickly_is_on_every_page_also_before_signing_in(house, device):
    page = device.new_page()
    for path in ["/", "/begin/", "/begin/kracht/", "/in/", "/nergens/"]:
        page.goto(house.url + path)
        assert page.locator(".leave button, .leave a").is_visible()
    with page.expect_request(f"{ELSEWHERE}**"):
        page.locator(".leave button, .leave a").click()


def test_after_signing_out_the_back_button_shows_nothing(page, house, amina):
    page.goto(f"{house.url}/ik/")
    command(page, "/uit/")
    assert house.sessions_of(amina) == 0

    for _step in range(2):
        page.go_back()
        assert GOAL not in page.content()
        assert path_of(page) in {"/", "/in/"}


def test_a_language_that_is_chosen_stays(house, device):
    page = device.new_page()
    page.goto(house.url)
    language = page.locator("html")
    assert language.get_attribute("lang") == "nl"

    press(page.locator("form.languages [value=fr]"))

    assert (path_of(page), language.get_attribute("lang")) == ("/", "fr")
    assert page.locator("form.languages [aria-current]").get_attribute("value") == "fr"
    page.goto(f"{house.url}/begin/kracht/")
    assert language.get_attribute("lang") == "fr"
    type_words(page, "Je parle trois langues.")
    send(page)
    page.goto(f"{house.url}/plan/")
    assert language.get_attribute("lang") == "fr"
    sign_out(page, house.url)
    assert language.get_attribute("lang") == "fr"


def test_the_language_someone_chose_is_there_on_every_device_of_theirs(
    page, house, amina, new_context
):
    press(page.locator("form.languages [value=en]"))
    assert path_of(page) == "/plan/"

    other = new_context().new_page()
    sign_in(other, house.url, house.card_of(amina), PIN)

    assert other.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(
    ("locale", "language"), [("nl-BE", "nl"), ("fr-BE", "fr"), ("en-GB", "en"), ("de-DE", "nl")]
)
def test_the_first_page_speaks_the_language_of_the_browser(house, new_context, locale, language):
    page = new_context(locale=locale).new_page()
    page.goto(house.url)

    assert page.locator("html").get_attribute("lang") == language


VOICES = """voices => Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => voices, addEventListener() {}, cancel() {}, speak(said) { window.said = said; },
}})"""
A_VOICE = {"name": "Stem", "lang": "nl-NL", "localService": True}


@pytest.mark.parametrize(
    ("voices", "offered"),
    [
        ([], False),
        ([A_VOICE], True),
        ([A_VOICE | {"lang": "de-DE"}], False),
        ([A_VOICE | {"localService": False}], False),
    ],
    ids=["none", "one of ours", "another language", "of a server elsewhere"],
)
def test_reading_aloud_is_offered_only_with_a_voice_of_this_device(house, phone, voices, offered):
    phone.add_init_script(f"({VOICES})({json.dumps(voices)})")
    page = phone.new_page()
    page.goto(house.url)

    assert page.locator("[data-read]").is_visible() == offered


@pytest.mark.parametrize(
    "gone",
    [
        "delete Intl.Segmenter",
        "Object.defineProperty(window, 'speechSynthesis', {value: undefined})",
    ],
    ids=["no sentences", "no voice"],
)
def test_reading_aloud_is_not_offered_where_a_browser_cannot(house, phone, gone):
    if "Segmenter" in gone:
        phone.add_init_script(f"({VOICES})({json.dumps([A_VOICE])})")
    phone.add_init_script(gone)
    page = phone.new_page()
    page.goto(house.url)

    assert not page.locator("[data-read]").is_visible()


UTTERANCE = "window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } }"
LIT = "[...(CSS.highlights.get('reading') ?? [])].map(range => range.toString())"


@pytest.mark.parametrize("boundaries", [True, False], ids=["words", "a voice without words"])
def test_what_is_read_aloud_is_lit_word_by_word(house, phone, amina, boundaries):
    phone.add_init_script(f"({VOICES})({json.dumps([A_VOICE])})")
    phone.add_init_script(UTTERANCE)
    page = house.enter(phone, amina, path="/plan/")
    button = page.locator("[data-read]")
    button.click()
    heard = []
    while GOAL not in heard:
        heard.append(page.evaluate("said.text"))
        assert page.evaluate("[said.lang, said.voice.lang]") == ["nl", "nl-NL"]
        assert page.evaluate(LIT) == [heard[-1]]  # the sentence, until a word comes
        if heard[-1] != GOAL:
            page.evaluate("said.onend()")

    if boundaries:
        for word in ("Leren", "zwemmen"):
            at = {"name": "word", "charIndex": GOAL.index(word), "charLength": len(word)}
            page.evaluate("at => said.onboundary(at)", at)
            assert page.evaluate(LIT) == [word]
    else:
        page.evaluate("said.onboundary({name: 'sentence', charIndex: 0, charLength: 5})")
        assert page.evaluate(LIT) == [GOAL]

    before = page.evaluate("window.last = said, said.text")
    button.click()
    page.evaluate("last.onboundary({name: 'word', charIndex: 0, charLength: 5}); last.onend()")
    assert page.evaluate(LIT) == []
    assert page.evaluate("said.text") == before  # and nothing is said after stopping


def test_on_paper_a_plan_is_only_the_plan(page, house):
    page.emulate_media(media="print")

    assert page.locator("article.goal h3", has_text=GOAL).is_visible()
    hidden = page.locator("nav, .leave, footer, .btn, form")
    assert [one for one in hidden.all() if one.is_visible()] == []


def test_on_paper_a_card_is_only_the_card(house, device):
    page = device.new_page()
    page.goto(f"{house.url}/begin/kracht/")
    type_words(page, GOAL)
    send(page)
    send(page)
    page.emulate_media(media="print")

    for part in (".bank-card-code", "img.qr"):
        assert page.locator(part).is_visible()
    hidden = page.locator("nav, header.top, footer.bottom, .btn, form, .code-large, .who-sees, h1")
    assert [one for one in hidden.all() if one.is_visible()] == []
