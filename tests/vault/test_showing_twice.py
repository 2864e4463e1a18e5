"""The form in which someone is shown something: sent twice, it is one word."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from krachtlijn.vault import granting
from krachtlijn.vault import views as vault_views
from krachtlijn.vault.granting import words_of
from tests.cast import bring_together, keep, person
from tests.faults.planting import plant

BACKEND = "krachtlijn.people.backends.CardBackend"


@pytest.fixture
def browser(amina, joke):
    client = Client()
    client.force_login(amina, backend=BACKEND)
    session = client.session
    session["own_device"], session["proved_at"] = True, timezone.now().isoformat()
    session.save()
    return client


@pytest.fixture(params=["an entry", "a kind", "everything"])
def page(request, amina, joke):
    """The three forms in which something is shown."""
    if request.param == "an entry":
        return reverse("show-entry", args=[keep(amina, "koken").id])
    return reverse("show-kind", args=[joke.pk, "goal" if request.param == "a kind" else "alles"])


def id_in(answer) -> str:
    (found,) = re.findall(r'name="id" value="([^"]+)"', answer.content.decode())
    return found


def filled_in(answer, joke, **more) -> dict:
    return {"id": id_in(answer), "to": str(joke.pk), "lasts": "open", **more}


@pytest.mark.parametrize("lasts", ["open", "month", "season"])
def test_a_form_that_is_sent_twice_is_one_word(browser, page, amina, joke, lasts):
    sent = filled_in(browser.get(page), joke, lasts=lasts, purpose="om mee te denken")

    now = timezone.localtime()
    if (now + timedelta(minutes=3)).date() != now.date():  # "a month" ends with a day
        now -= timedelta(minutes=5)
    with time_machine.travel(now) as clock:
        first = browser.post(page, sent)
        clock.shift(timedelta(minutes=3))
        again = browser.post(page, sent)

    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    (word,) = words_of(amina)
    assert word.purpose == "om mee te denken"


def test_each_page_says_a_word_of_its_own(browser, page, amina, joke):
    for _ in range(2):
        browser.post(page, filled_in(browser.get(page), joke))

    assert len(words_of(amina)) == 2


def test_a_page_sent_again_with_other_choices_asks_and_then_says_those_too(
    browser, page, amina, joke
):
    sent = filled_in(browser.get(page), joke)
    browser.post(page, sent)

    asked = browser.post(page, sent | {"purpose": "iets anders"})

    assert asked.status_code == 422
    assert id_in(asked) != sent["id"]
    assert "iets anders" in asked.content.decode()
    assert len(words_of(amina)) == 1
    browser.post(page, sent | {"purpose": "iets anders", "id": id_in(asked)})
    assert {word.purpose for word in words_of(amina)} == {"", "iets anders"}


def test_a_word_that_was_stopped_does_not_come_back_by_a_resend(browser, page, amina, joke):
    sent = filled_in(browser.get(page), joke)
    browser.post(page, sent)
    granting.withdraw(sent["id"], by=amina)

    asked = browser.post(page, sent)

    assert asked.status_code == 422
    assert words_of(amina) == []


def test_a_word_of_another_is_not_taken_over(browser, page, amina, joke):
    tom = person("Tom")
    bring_together(tom, joke)
    theirs, _ = granting.show(joke, kind="goal", by=tom, proved_at=timezone.now())

    asked = browser.post(page, filled_in(browser.get(page), joke, id=str(theirs.pk)))

    assert asked.status_code == 422
    assert words_of(amina) == []
    assert len(words_of(tom)) == 1


def test_a_form_with_a_mistake_keeps_its_id(browser, page, amina, joke):
    sent = filled_in(browser.get(page), joke, lasts="date")

    asked = browser.post(page, sent)

    assert asked.status_code == 422
    assert id_in(asked) == sent["id"]


def test_a_form_that_says_it_twice_is_found(browser, amina, joke, monkeypatch):
    plant(monkeypatch, vault_views.show_it, 'cleaned["id"]', "None")
    page = reverse("show-entry", args=[keep(amina, "koken").id])
    sent = filled_in(browser.get(page), joke)

    browser.post(page, sent)
    browser.post(page, sent)

    assert len(words_of(amina)) == 2
