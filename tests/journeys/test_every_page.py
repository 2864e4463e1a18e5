"""Every page, for everyone: nothing in the way of who reads, hears or enlarges it."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests.journeys.devices import DESKTOP, NARROWEST, PHONE
from tests.journeys.steps import path_of, pick, press, send, type_words, unfold

NARROW = {"width": NARROWEST, "height": 700}
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What asks to whom, or puts something before someone, is one page with the questions of a kind,
# and these are looked at where one adds it.
SAME_FOR_ANY_KIND = re.compile(r"/(tonen|voorstel)/(?!goal/|alles/)\w+/$")
LINKS = """() => [...document.querySelectorAll("a[href]")].map(link => {
  const mark = link.closest(".row")?.firstElementChild;
  return [link.href, mark ? mark.className + (mark.querySelector("use")?.getAttribute("href") ?? "") : ""];
})"""
UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true })"
BUILT = """() => {
  const path = part => (part === document.body ? "" : path(part.parentElement) + ">")
    + part.localName + "." + (part.getAttribute("class") ?? "") + (part.getAttribute("role") ?? "");
  return [...new Set([...document.body.querySelectorAll("*")].map(path))].join(" ");
}"""
# Not innerWidth: on a phone that grows along with what is too wide.
TOO_WIDE = f"document.scrollingElement.scrollWidth > {NARROWEST}"


@pytest.fixture(params=["nl", "fr"])
def language(request):
    return request.param


@pytest.fixture
def page(new_context, language):
    return new_context(**PHONE | {"viewport": NARROW}, locale=language).new_page()


@pytest.fixture(scope="module")
def looked_at():
    """How the pages were built that axe looked at, so that it looks at each sort once."""
    return set()


@pytest.fixture
def look(axe, language, looked_at):
    """What is wrong with a page, on a phone, at a desk and on the narrowest screen."""

    def faults(page) -> list[str]:
        here = f"{path_of(page)} in {language}"
        found = []
        if page.locator("html").get_attribute("lang") != language:
            found.append(f"{here}: in another language")
        page.evaluate(UNFOLD)
        if page.evaluate(TOO_WIDE):
            found.append(f"{here}: wider than {NARROWEST}")
        built = (language, page.evaluate(BUILT))
        if built not in looked_at:
            looked_at.add(built)
            for size in (PHONE["viewport"], DESKTOP["viewport"]):
                page.set_viewport_size(size)
                found += [f"{size['width']}: {fault}" for fault in axe(page)]
            page.set_viewport_size(NARROW)
        return found

    return faults


def speak(page, language: str) -> None:
    press(page.locator(f"form.languages [value={language}]"))


def walk(page, start: str, look, known: set) -> tuple[set[str], list[str]]:
    """Every page that links lead to, one of each sort; what it saw and what was wrong there."""
    waiting, visited, found = [start], set(), []
    while waiting:
        address = waiting.pop(0)
        answer = page.goto(address)
        visited.add(ID.sub("…", path_of(page)))
        if answer.status != 200:
            found.append(f"{address}: {answer.status}")
        found += look(page)
        for href, mark in page.evaluate(LINKS):
            there = urljoin(address, href).partition("#")[0]
            path = SAME_FOR_ANY_KIND.sub(r"/\1/…/", ID.sub("…", urlsplit(there).path))
            sort = (path, urlsplit(there).query, mark)
            if urlsplit(there).netloc == urlsplit(start).netloc and sort not in known:
                known.add(sort)
                waiting.append(there)
    return visited, found


def test_looking_finds_what_is_in_the_way(waterdam, page, look, language):
    page.goto(waterdam.url)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<div class=new><img src=data:,><button></button></div>');"
        "document.querySelector('.new').style.width = '400px'"
    )

    found = " ".join(look(page))

    for part in ("wider than", "390: ", "1280: ", "image-alt", "button-name"):
        assert part in found


EVERYONES = {"/", "/plan/", "/plan/nieuw/", "/ik/", "/ik/kring/", "/ik/kring/…/", "/plan/…/"}
AMINAS = EVERYONES | {
    "/plan/balans/", "/plan/kring/", "/plan/toen/", "/plan/groei/", "/plan/moeilijke-dag/",
    "/plan/papier/", "/plan/papier/a4/", "/plan/papier/koelkast/", "/plan/papier/overnemen/",
    "/ik/alles/", "/ik/inbrengen/",
    "/plan/losgelaten/", "/plan/nieuw/strength/", "/plan/nieuw/factor/", "/plan/nieuw/goal/",
    "/plan/…/aanpassen/", "/plan/…/tonen/", "/plan/…/wissen/", "/ik/wie-ziet-wat/",
    "/ik/wie-keek/", "/ik/wissen/", "/ik/naam/", "/ik/kaart/", "/ik/kaart/nieuw/",
    "/ik/toestellen/", "/ik/sleutels/", "/ik/kring/code/", "/ik/kring/…/uit/",
    "/ik/kring/…/tonen/alles/", "/ik/kring/…/tonen/goal/", "/ik/kring/…/voorstel/goal/",
}  # fmt: skip


def test_every_page_the_cast_can_reach(waterdam, page, look, language):
    known, found = set(), []
    for name, least in [("Amina", AMINAS), ("Joke", EVERYONES)]:
        page.goto(waterdam.doors[name])
        speak(page, language)
        visited, wrong = walk(page, f"{waterdam.url}/", look, known)
        found += wrong
        assert least - visited == set()
        # What shows something of someone is looked at again with the eyes of the next.
        known = {sort for sort in known if sort[0] not in EVERYONES}

    assert found == []


def test_every_page_before_signing_in_and_of_a_newcomer(waterdam, page, look, language):
    visited, found = walk(page, f"{waterdam.url}/", look, set())
    assert {"/", "/begin/", "/begin/kracht/", "/in/"} <= visited
    page.goto(f"{waterdam.url}/begin/kracht/")
    send_unchecked(page)
    found += look(page)
    type_words(page, "Iets waar ik goed in ben.")
    send(page)
    found += look(page)
    page.locator("[name=pin]").fill("111111")
    send(page)
    found += look(page)
    page.goto(f"{waterdam.url}/ik/wissen/")
    send(page)
    found += look(page)
    for path in ["/", "/plan/", "/plan/losgelaten/", "/ik/", "/ik/kring/", "/ik/wie-keek/"]:
        page.goto(waterdam.url + path)
        found += look(page)
    page.goto(f"{waterdam.url}/ik/kaart/nieuw/")
    send(page)
    found += look(page)
    pin = page.locator(".code-large").inner_text()
    page.goto(f"{waterdam.url}/ik/wissen/")
    page.locator("[name=pin]").fill(pin)
    page.locator("[name=sure]").check()
    send(page)
    found += look(page)

    assert path_of(page) == "/ik/wissen/"
    assert found == []


def send_unchecked(page, **fields) -> None:
    """Send a form as a browser would that checks nothing itself."""
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form.form").first.evaluate("form => form.noValidate = true")
    send(page)


def test_every_form_with_a_mistake_in_it(waterdam, page, look, language):
    page.goto(waterdam.doors["Amina"])
    speak(page, language)
    page.goto(f"{waterdam.url}/plan/")
    entry = page.locator("section[aria-labelledby=weighs] a.row-title").first.get_attribute("href")
    page.goto(f"{waterdam.url}/ik/kring/")
    person = page.locator("main a.row-title").first.get_attribute("href")
    found = []
    for path, fields in [
        ("/plan/nieuw/factor/", {}),
        (f"{entry}aanpassen/", {"words": ""}),
        (f"{entry}tonen/", {}),
        (f"{person}voorstel/strength/", {}),
        ("/ik/kring/", {"code": "AAAAA BBBBB"}),
        ("/ik/sleutels/", {}),
        ("/ik/kaart/nieuw/", {"current": "111111", "pin": "123456"}),
        ("/ik/wissen/", {"pin": "111111"}),
    ]:
        page.goto(waterdam.url + path)
        send_unchecked(page, **fields)
        assert page.locator("[data-errors]").count() == 1, path
        found += look(page)

    assert found == []


def test_every_page_that_says_no(waterdam, page, look, language, new_context):
    page.goto(waterdam.doors["Amina"])
    speak(page, language)
    found = []

    assert page.goto(f"{waterdam.url}/nergens/").status == 404
    found += look(page)

    page.goto(waterdam.url)
    proposal = page.locator("[aria-labelledby=proposals] a").first.get_attribute("href")
    page.goto(f"{waterdam.url}{proposal}aanpassen/")
    assert page.url == f"{waterdam.url}{proposal}"
    found += look(page)

    page.goto(f"{waterdam.url}/plan/nieuw/goal/")
    type_words(page, "Iets dat weer weg mag.")
    page.context.clear_cookies(name="csrftoken")
    send(page)
    found += look(page)
    press(page.locator("main form button"))
    gone = page.url
    page.goto(f"{gone}wissen/")
    press(page.locator("main form button"))
    assert page.goto(gone).status == 410
    found += look(page)

    page.goto(f"{waterdam.url}/plan/nieuw/goal/")
    page.locator("main form.form").evaluate(
        "form => { for (let n = 0; n < 250; n++) form.append(Object.assign("
        "document.createElement('input'), {name: 'more' + n, type: 'hidden'})) }"
    )
    type_words(page, "Veel te veel velden.")
    send(page)
    found += look(page)

    other = new_context(locale=language, viewport=NARROW).new_page()
    other.goto(f"{waterdam.url}/in/")
    send_unchecked(other, card="AAAA BBBB CCCC DDDD EEEE FFFF GG", pin="123456")
    found += look(other)
    other.context.clear_cookies(name="csrftoken")
    send_unchecked(other, card="AAAA BBBB CCCC DDDD EEEE FFFF GG", pin="123456")
    found += look(other)

    assert found == []


def test_in_forced_colours_one_still_sees_what_is_chosen_and_what_weighs(waterdam, new_context):
    page = new_context(**PHONE, forced_colors="active").new_page()
    page.goto(waterdam.doors["Amina"])
    page.goto(f"{waterdam.url}/plan/nieuw/factor/")
    unfold(page)
    tile = page.locator(".tile:has([name=weight][value=heavy])")
    before = tile.screenshot()
    pick(page, "weight", "heavy")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    assert tile.screenshot() != before

    page.goto(f"{waterdam.url}/plan/")
    page.evaluate(UNFOLD)
    for shape in (".bead", ".stone", ".btn", ".chip"):
        part = page.locator(f"main {shape}:visible").first
        there = part.screenshot()
        part.evaluate("part => { part.style.opacity = 0 }")
        assert part.screenshot() != there, shape
