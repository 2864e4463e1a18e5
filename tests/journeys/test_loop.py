"""From mine to ours and back, by fourteen people, a reader of the neighbourhood and a policy officer.

Noise is drawn as nothing here, so that the journey goes the same way each time; what the real noise
does is measured in `tests/community/attacks`.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from krachtlijn.community import releases
from krachtlijn.community.models import Barrier, Signal
from krachtlijn.community.periods import last_ended, release_day
from krachtlijn.community.signals import post_signals, taken_back
from krachtlijn.demo.together.shapes import geojson
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership
from krachtlijn.plans import signalling
from krachtlijn.privacy.keys import keys_of
from krachtlijn.vault.erasing import erase_person
from tests.journeys.devices import DESKTOP, PHONE
from tests.journeys.steps import (
    add,
    follow,
    path_of,
    pick,
    press,
    send,
    text_of,
    titles,
    type_words,
)

pytestmark = pytest.mark.once

HEARD = ("Amina", *(f"Buur {number}" for number in range(2, 13)))
WITHDREW, ERASED = "Buur 13", "Buur 14"
THEME, AREA = "wait_home", "lindewijk"
OFFER = "Huurdersloket op dinsdag"


def nothing(epsilon):
    return 0


@pytest.fixture
def month():
    """The last month whose voices can be counted today."""
    return list(last_ended(timezone.localdate(), quarters=False, many=3))[-1]


@pytest.fixture
def then(month):
    """A day in that month."""
    year, number = map(int, month.split("-"))
    return timezone.now().replace(year=year, month=number, day=12, hour=12)


@pytest.fixture
def city(house, month):
    """Waterdam, with who reads its sentences, who answers for it and who runs its house."""
    year = int(month[:4]) - 1
    load_areas(geojson(), year=year, today=release_day(month).replace(year=year))
    found = {}
    for name, role, of in (
        ("Mariëtte", "moderator", "Bewonersraad Waterdam"),
        ("Stijn", "officer", "Stad Waterdam"),
        ("Joke", "worker", "Wijkhuis De Linde"),
    ):
        found[name] = house.person(name)
        organisation = Organisation.objects.create(name=of, city=role == "officer")
        area = AREA if role == "moderator" else ""
        Membership.objects.create(
            person=found[name], organisation=organisation, role=role, area=area
        )
    return found


def say_it(house, new_context, person):
    """On a phone: where I live, what it is, what leaves, yes."""
    page = house.enter(new_context(**PHONE), person, path=f"/plan/signaal/?theme={THEME}")
    pick(page, "area", AREA) if page.locator(".tile [name=area]").count() else page.locator(
        "[name=area]"
    ).select_option(AREA)
    send(page)
    press(page.locator("button[name=act][value=preview]"))
    told = page.locator(".leaves dd").all_inner_texts()
    press(page.locator("button[name=act][value=give]"))
    assert path_of(page) == "/plan/wat-werd-ervan/"
    page.close()
    return [one.strip() for one in told]


def move(page, house, barrier, name, said, **more):
    """One move on the page of a barrier."""
    page.goto(f"{house.url}/samen/drempel/{barrier.pk}/")
    follow(page, f"/zet/{name}/")
    page.locator("main [name=said]").fill(said)
    for field, value in more.items():
        box = page.locator(f"main [name={field}]")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)
    send(page)
    barrier.refresh_from_db()


def test_what_holds_one_back_becomes_a_voice_of_many_and_comes_back(
    house, city, month, then, new_context, axe
):
    with time_machine.travel(then, tick=True):
        people = {name: house.person(name) for name in (*HEARD, WITHDREW, ERASED)}
        told = {name: say_it(house, new_context, person) for name, person in people.items()}

        # What leaves is the same for all, and it is all there is.
        assert len(told["Amina"]) == 5
        assert all(one == told["Amina"] for one in told.values())
        assert Signal.objects.count() == 0
        assert post_signals() == 14

    # One takes it back by the page; one is erased and leaves the voice, with nobody to find it.
    page = house.enter(new_context(**PHONE), people[WITHDREW], path="/plan/signaal/terug/")
    press(page.locator("main form[action$='/terug/'] button").first)
    erase_person(people[ERASED], by=people[ERASED])
    # No row vanishes while someone is at the page: it goes with the post, and counts no more.
    assert (Signal.objects.count(), len(taken_back())) == (14, 1)

    releases.release_heard(month, on=release_day(month), draw=nothing)
    barrier = Barrier.objects.get()
    assert barrier.phase == "bundled"

    # Talked about, put to the city, decided, done, told back: on the pages.
    reader = house.enter(new_context(**DESKTOP), city["Mariëtte"])
    move(reader, house, barrier, "analyse", "Buurttafel met 23 mensen.")
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    move(
        reader, house, barrier, "report", "Zeg wie waar staat.", to="Stad Waterdam", answer_by=until
    )
    assert barrier.phase == "reported"

    officer = house.enter(new_context(**DESKTOP), city["Stijn"], path="/stad/")
    assert axe(officer) == []
    officer.locator("main details summary").first.click()
    officer.locator("main [name=act][value=act]").check()
    officer.locator("main [name=said]").fill("Wij doen het. Acht bewoners beslisten mee.")
    press(officer.locator("main details form button").first)
    barrier.refresh_from_db()
    assert (barrier.phase, barrier.decision) == ("decision", "act")
    move(officer, house, barrier, "act", "De brieven vertrekken vandaag.")

    worker = house.enter(new_context(**DESKTOP), city["Joke"], path="/samen/mogelijkheden/nieuw/")
    worker.locator("main [name=name]").fill(OFFER)
    type_words(worker, "Kom langs met je brieven.")
    worker.locator("main details summary").evaluate_all("all => all.forEach(one => one.click())")
    for name, value in (("domain", "home"), ("area", AREA), ("theme", THEME)):
        box = worker.locator(f"main [name={name}]").first
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            pick(worker, name, value)
    worker.locator("main [name=came_of]").select_option(str(barrier.pk))
    send(worker)
    assert OFFER in worker.locator("h1").inner_text()
    move(reader, house, barrier, "tell_back", "Elke dinsdag is er een loket.")
    assert barrier.phase == "feedback"

    # Back in the plan of each who said it, and of nobody else.
    for name in HEARD:
        page = house.enter(new_context(**PHONE), people[name], path="/plan/wat-werd-ervan/")
        assert OFFER in text_of(page)
        assert "Elke dinsdag is er een loket." in text_of(page)
        page.close()
    for person in (people[WITHDREW], city["Joke"], city["Mariëtte"], city["Stijn"]):
        page = house.enter(new_context(**PHONE), person, path="/plan/wat-werd-ervan/")
        assert OFFER not in text_of(page)
        assert page.locator("main .became").count() == 0
        page.close()

    # Who was erased leaves a voice, and nothing that can find it.
    months = signalling.months_since(
        timezone.localdate() - timedelta(days=400), timezone.localdate()
    )
    found = {
        keys.token("signal/v1", THEME, one).hex()
        for keys in keys_of(*(person.pk for person in people.values())).values()
        for one in months
    }
    left = set(Signal.objects.values_list("token", flat=True)) - taken_back()
    assert len(left & found) == 12
    assert len(left - found) == 1

    # A new possibility becomes a step, by one's own act.
    page = house.enter(new_context(**PHONE), people["Amina"], path="/plan/wat-werd-ervan/")
    assert axe(page) == []
    page.locator("main .possibility details summary").first.click()
    press(page.locator("main .possibility form[action$='/stap/'] button").first)
    page.goto(f"{house.url}/plan/")
    assert OFFER in titles(page)


def test_a_factor_asks_whether_it_is_only_mine(house, city, new_context, axe):
    amina = house.person("Amina")
    page = house.enter(new_context(**PHONE), amina)
    page.goto(f"{house.url}/plan/nieuw/factor/")
    type_words(page, "Wij staan al vier jaar op de lijst.")
    page.locator("main details.more summary").evaluate_all("all => all.forEach(one => one.click())")
    pick(page, "polarity", "hindering")
    pick(page, "mechanism", "housing")
    send(page)
    assert axe(page) == []
    press(page.locator("main a[href*='/plan/signaal/?factor=']"))
    box = page.locator("[name=area]")
    box.select_option(AREA) if box.first.evaluate("b => b.tagName") == "SELECT" else pick(
        page, "area", AREA
    )
    send(page)
    # Themes of what plays a part come first, and none is chosen for her.
    assert page.locator("[name=theme]").first.get_attribute("value") in (
        "wait_home", "rent_high", "home_bad", "home_lost",
    )  # fmt: skip
    assert page.locator("[name=theme]:checked").count() == 0
    assert axe(page) == []
    pick(page, "theme", "wait_home")
    press(page.locator("button[name=act][value=preview]"))
    assert axe(page) == []
    assert "vier jaar" not in text_of(page)
    assert Signal.objects.count() == 0


def test_without_javascript_a_neighbourhood_is_read_and_a_voice_given(
    house, city, phone_without_javascript
):
    amina = house.person("Amina")
    page = house.enter(phone_without_javascript, amina, path=f"/samen/{AREA}/")
    assert "Lindewijk" in page.locator("h1").inner_text()
    add(page, house.url, "factor", "De huur is te hoog.")
    page.goto(f"{house.url}/plan/signaal/?theme=rent_high")
    box = page.locator("[name=area]")
    box.select_option(AREA) if box.first.evaluate("b => b.tagName") == "SELECT" else pick(
        page, "area", AREA
    )
    send(page)
    press(page.locator("button[name=act][value=preview]"))
    press(page.locator("button[name=act][value=give]"))
    assert path_of(page) == "/plan/wat-werd-ervan/"
