"""The plan in full, as it is used: from a wish to a step, the balance, the circle, a hard day, paper."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from krachtlijn.exchange import mydata
from krachtlijn.exchange.models import TakeAway
from krachtlijn.vault import actions
from tests import cast
from tests.journeys.devices import DESKTOP, NARROWEST, PHONE
from tests.journeys.steps import (
    follow,
    path_of,
    pick,
    press,
    said,
    send,
    text_of,
    titles,
    type_words,
    unfold,
)
from tests.journeys.test_every_page import UNFOLD
from tests.journeys.test_keyboard import Keyboard

WISH, STEP = "Een ochtend per week voor mezelf.", "Dinsdag de crèche bellen."
GOOD = "Ik belde de school en ik hing niet op."
WORDS = {
    "strength": "Ik kook voor veertig mensen en blijf rustig.",
    "source": "De bank aan het water.",
    "place": "De kok van dinsdag.",
    "tie": "Fatma",
    "factor": "De wachtlijst voor een huis is al vier jaar lang.",
    "wish": WISH,
    "goal": "Betaald werk in een keuken, halve dagen.",
    "step": STEP,
    "condition": "De toeslag langzaam laten zakken.",
    "experience": GOOD,
    "story": "Haddou is een korte naam.",
}
TURNED = "document.querySelector('.balance-picture g').getAttribute('transform')"

once = pytest.mark.once


@pytest.fixture
def amina(house):
    return house.person("Amina")


class Hand:
    """Taps on a phone, counted: each link, button, choice and each field one has to touch."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.tap()

    def open(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.tap(selector)

    def write(self, selector: str, words: str) -> None:
        self.tap(selector)
        self.page.keyboard.type(words)


def test_from_a_wish_to_a_step_in_less_than_ten_taps(house, amina, phone):
    page = house.enter(phone, amina)
    hand = Hand(page)

    hand.open('main a[href="/plan/nieuw/"]')
    hand.open('main a[href="/plan/nieuw/wish/"]')
    hand.write("main [name=words]", WISH)
    hand.open("main form.form button")
    hand.open('main a[href^="/plan/nieuw/step/?about="]')
    hand.write("main [name=words]", STEP)
    hand.open("main form.form button")

    assert STEP in page.locator("h1").inner_text()
    assert WISH in text_of(page)
    print(f"from a wish to a step: {hand.taps} taps")
    assert hand.taps < 10


@once
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_balance_is_tilted_by_hand_and_needs_no_words(house, phone, language):
    page = house.enter(phone, house.person("Amina", language=language), path="/plan/nieuw/goal/")
    type_words(page, "Leren zwemmen")
    send(page)
    page.goto(f"{house.url}/plan/")
    assert page.evaluate(TURNED).startswith("rotate(0 ")
    follow(page, "/plan/balans/")
    pick(page, "tilt", "weighs_much")
    send(page)

    assert path_of(page) == "/plan/"
    assert page.evaluate(TURNED).startswith("rotate(9 ")
    assert said("What weighs is far stronger.", language) in text_of(page)
    # What was only tilted is not said twice.
    assert page.locator(".pictured blockquote").count() == 0

    follow(page, "/plan/balans/")
    pick(page, "tilt", "carries")
    type_words(page, "Vandaag lukte het")
    send(page)
    assert page.evaluate(TURNED).startswith("rotate(-5 ")
    assert page.locator(".pictured blockquote").inner_text() == "Vandaag lukte het"
    assert page.locator(".compared").count() == 1


@once
@pytest.mark.parametrize("javascript", [True, False])
def test_someone_drawn_stands_in_the_picture_and_in_its_list(house, amina, new_context, javascript):
    device = new_context(**PHONE, java_script_enabled=javascript)
    page = house.enter(device, amina, path="/plan/kring/")
    follow(page, "/plan/nieuw/tie/")
    type_words(page, "Fatma")
    unfold(page)
    for name, code in [
        ("closeness", "near"), ("direction", "both"), ("support_type", "company"),
    ]:  # fmt: skip
        pick(page, name, code)
    send(page)
    fatma = path_of(page)
    page.goto(f"{house.url}/plan/kring/")

    drawn = page.locator("svg.ecogram-picture")
    assert "Fatma" in drawn.locator("> text").all_text_contents()
    # Two arrows between the two of them, each with its own point.
    assert drawn.locator("> path.stroke-carries, > path.stroke-sky").count() == 2
    assert "Fatma" in drawn.locator("> desc").text_content()
    if javascript:  # only then a page can tell where its focus is
        Keyboard(page).open(f'main a[href="{fatma}"]')
    else:
        follow(page, fatma)
    assert path_of(page) == fatma


@once
def test_a_good_day_is_found_again_on_a_hard_one(house, amina, phone):
    page = house.enter(phone, amina, path="/plan/nieuw/experience/")
    type_words(page, GOOD)
    send(page)
    cast.keep(amina, "Ik laat de post liggen", "signs")
    page.goto(f"{house.url}/plan/")
    page.locator("nav.rooms a[href$='#well']").click()
    follow(page, "/plan/moeilijke-dag/")

    assert page.locator(".good-moment .said").inner_text() == GOOD
    assert "Ik laat de post liggen" in text_of(page)
    # Nothing asks for anything here.
    assert page.locator("main textarea, main input:not([type=hidden])").count() == 0


@once
def test_whoever_is_shown_a_balance_and_a_circle_sees_them_drawn(house, amina, phone):
    joke = house.person("Joke", amina)
    for kind, words in [("balance", "Het hangt scheef"), ("tie", "Fatma"), ("goal", "Werk")]:
        cast.keep(amina, words, kind)
        cast.show(amina, joke, kind=kind)
    cast.keep(amina, "Brahim", "tie", about=None)

    page = house.enter(phone, joke, path=f"/ik/kring/{amina.pk}/")

    assert page.locator("#shows ~ .shown-picture svg.picture").count() == 2
    drawn = page.locator("svg.ecogram-picture")
    assert {"Amina", "Fatma"} <= set(drawn.locator("> text").all_text_contents())
    # A picture tells no more than what is shown: who came later is not in it.
    assert "Brahim" not in text_of(page)
    assert "Werk" in page.locator("article.goal h3").inner_text()
    assert page.locator("article.goal a[href*=nieuw]").count() == 0


# ------------------------------------------------------------------------------------ on paper

PRINTED = {
    "/plan/": WORDS["strength"],
    "/plan/kring/": WORDS["tie"],
    "/plan/groei/": WORDS["goal"],
    "/plan/papier/a4/": WORDS["story"],
    "/plan/papier/koelkast/": WORDS["goal"],
    "/plan/papier/blad/": None,
    "/ik/alles/lezen/": WORDS["story"],
}
ON_ONE_SHEET = {"/plan/papier/koelkast/", "/plan/papier/blad/"}


@pytest.fixture
def full(amina):
    """Someone with something in every room, for whom everything of theirs lies open."""
    for kind, words in WORDS.items():
        cast.keep(amina, words, kind)
    cast.keep(amina, "Het hangt scheef", "balance")
    mydata.ask(by=amina, proved_at=timezone.now())
    TakeAway.objects.filter(person=amina).update(opens=timezone.now() - timedelta(hours=1))
    return amina


def sheets(page, **which) -> tuple[int, bytes]:
    """How many sheets this page takes on A4, and what is on them."""
    printed = page.pdf(format="A4", prefer_css_page_size=True, **which)
    return len(re.findall(rb"/Type\s*/Page\b", printed)), printed


@once
def test_what_is_printed_does_not_end_in_an_empty_sheet(house, full, desktop, phone):
    for device in (desktop, phone):
        page = house.enter(device, full)
        for path, words in PRINTED.items():
            page.goto(house.url + path)
            page.emulate_media(media="print")
            assert not page.locator(".top .places, .bottom").first.is_visible(), path
            assert (words or "") in page.locator("main").inner_text(), path
            many, _printed = sheets(page)
            # On a sheet without a letter no font is needed.
            _one, last = sheets(page, page_ranges=str(many))
            assert b"/Font" in last, f"{path} ends in an empty sheet"
            assert many == 1 or path not in ON_ONE_SHEET, (path, many)
            page.emulate_media(media="screen")


@once
def test_the_fridge_sheet_is_one_sheet_however_long_its_lines(house, new_context):
    for many in (40, 110, 600):
        person = house.person(f"Lang {many}")
        words = ("Een wachtlijst voor de kinderopvang in de buurt van het ziekenhuis " * 9)[:many]
        for at in range(5):
            for kind, more in (
                ("goal", {}),
                ("step", {"on": "2026-12-01", "who": words[:200]}),
                ("source", {"locus": ["circle"], "how_to_reach": words[:200]}),
            ):
                actions.write(uuid4(), kind, {"words": f"{at} {words}", **more}, by=person)
        page = house.enter(new_context(**DESKTOP), person, path="/plan/papier/koelkast/")

        assert sheets(page)[0] == 1, many
        page.close()


# --------------------------------------------------------------------------- nothing in the way

EVERYWHERE = [
    "/plan/", "/plan/balans/", "/plan/kring/", "/plan/groei/", "/plan/toen/",
    "/plan/toen/?op=2000-01-01", "/plan/toen/?op=gisteren", "/plan/moeilijke-dag/",
    "/plan/papier/", "/plan/papier/a4/", "/plan/papier/koelkast/", "/plan/papier/blad/?asks=goal",
    "/plan/papier/overnemen/", "/ik/alles/", "/ik/alles/lezen/", "/ik/inbrengen/",
]  # fmt: skip


def pages_of(house, person, page):
    """Every page of the plan in full, one after the other; also as it is after something went wrong."""
    today = timezone.localdate()
    for path in [*EVERYWHERE, f"/plan/toen/?op={today}", f"/plan/kring/?op={today}"]:
        page.goto(house.url + path)
        yield
    page.goto(f"{house.url}/plan/papier/blad/")
    number = page.locator(".sheet-head .code").inner_text()
    page.goto(f"{house.url}/plan/papier/overnemen/?sheet={number.replace(' ', '')}")
    yield
    for path in ("/plan/balans/", "/ik/inbrengen/"):
        page.goto(house.url + path)
        page.locator("main form.form").first.evaluate("form => { form.noValidate = true }")
        send(page)
        assert page.locator("main .error").count(), path
        yield
    page.goto(f"{house.url}/ik/alles/")
    with page.expect_download() as saved:
        page.locator('main a[href$="mijn-plan.json"]').click()
    page.goto(f"{house.url}/ik/inbrengen/")
    page.locator("[name=plan]").set_input_files(
        {"name": "mijn-plan.json", "mimeType": "application/json",
         "buffer": saved.value.path().read_bytes()}
    )  # fmt: skip
    send(page)
    assert page.locator(".errors").count() == 0
    yield


@once
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_nothing_is_in_the_way_on_any_page_of_the_plan_in_full(house, full, phone, axe, language):
    full.language = language
    full.save()
    page = house.enter(phone, full)
    found, seen = [], 0
    for _page in pages_of(house, full, page):
        page.evaluate(UNFOLD)
        seen += 1
        page.set_viewport_size({"width": NARROWEST, "height": 700})
        if page.evaluate(f"document.scrollingElement.scrollWidth > {NARROWEST}"):
            found.append(f"{page.url}: wider than {NARROWEST}")
        sizes = [PHONE, DESKTOP] if language == "nl" else [PHONE]
        for size in sizes:
            page.set_viewport_size(size["viewport"])
            found += axe(page)
    print(f"axe: {len(found)} faults on {seen} pages in {language}")

    assert found == []


@once
def test_every_page_of_the_plan_in_full_is_reached_from_the_plan(house, full, phone):
    page = house.enter(phone, full, path="/plan/")
    links = set(page.locator("main a").evaluate_all("all => all.map(a => a.pathname)"))

    assert {
        "/plan/nieuw/", "/plan/balans/", "/plan/kring/", "/plan/groei/", "/plan/toen/",
        "/plan/moeilijke-dag/", "/plan/papier/",
    } <= links  # fmt: skip
    for path, there in [
        (
            "/plan/papier/",
            {"/plan/papier/a4/", "/plan/papier/koelkast/", "/plan/papier/overnemen/"},
        ),
        ("/ik/", {"/ik/alles/"}),
        ("/ik/alles/", {"/ik/inbrengen/", "/plan/papier/", "/ik/alles/lezen/"}),
    ]:
        page.goto(house.url + path)
        links = set(page.locator("main a").evaluate_all("all => all.map(a => a.pathname)"))
        assert there <= links, path
    page.goto(f"{house.url}/plan/")
    press(page.locator("main a[href='/plan/groei/']"))
    assert WORDS["goal"] in titles(page)
