"""Sentences are read by who reads here; the city's view is of policy officers, and knows nobody."""

import pytest
import time_machine
from django.urls import reverse

from krachtlijn.community import sentences
from krachtlijn.community.models import Sentence
from tests.rooms.conftest import AREA, ELSEWHERE, tell, today
from tests.rooms.test_what_is_told import given_along, words_on

ROLES = {"moderator": "reader of the neighbourhood", "expert": "expert by experience"}


@pytest.mark.parametrize("who", ["resident", "worker", "group", "officer", "operator"])
def test_who_does_not_read_here_sees_no_sentence(place, who):
    waiting = given_along("unread words", "debts", state="waiting")
    page, address = place.page(who), reverse("sentences")

    for answer in (page.get(address), page.post(address, {"token": waiting.token, "fine": "yes"})):
        assert answer.status_code == 403
        assert "unread words" not in answer.content.decode()
    assert Sentence.objects.get().state == "waiting"


@pytest.mark.parametrize("who", ["moderator", "expert"])
def test_who_reads_here_sees_those_of_here_and_says_yes_or_no(place, who):
    here = given_along("words of here", "debts", state="waiting")
    there = given_along("words of there", "debts", ELSEWHERE, state="waiting")
    page, address = place.page(who), reverse("sentences")

    shown = words_on(page, "sentences")
    assert "words of here" in shown
    assert "words of there" not in shown
    assert "14 days" in shown
    assert f"<li>{ROLES[who]} · Wijkhuis</li>" in shown
    readers = ("moderator", "expert")
    assert not any(f"<li>{place.people[one].name}" in shown for one in readers)
    assert "no names of people" in shown
    assert page.post(address, {"token": there.token, "fine": "yes"}).status_code == 404
    assert page.post(address, {"token": here.token}).status_code == 403
    assert page.post(address, {"token": here.token, "fine": "yes"}).status_code == 302

    states = dict(Sentence.objects.values_list("token", "state"))
    assert states == {here.token: "checked", there.token: "waiting"}
    checked = Sentence.objects.get(token=here.token)
    assert (checked.checked_by, checked.checked_on) == ("Wijkhuis", today())


def test_a_no_stays_a_no(place):
    here = given_along("words of here", "debts", state="waiting")
    page, address = place.page("moderator"), reverse("sentences")

    page.post(address, {"token": here.token, "fine": "no"})
    page.post(address, {"token": here.token, "fine": "yes"})

    refused = Sentence.objects.get()
    assert refused.state == "refused"
    # Its words are nowhere any more, and nothing opens them.
    assert bytes(refused.sealed) == b""
    for read in (sentences.text_of, lambda one: sentences.texts_of([one])):
        with pytest.raises(ValueError, match="gone"):
            read(refused)


def test_a_yes_after_a_no_does_not_bring_the_words_back(place):
    here = given_along("words of here", "debts", state="waiting")
    sentences.check(here, fine=False, on=today(), by="Wijkhuis")

    sentences.receive(
        {"token": here.token, "sentence": "words of here", "theme": "debts", "area": AREA,
         "month": "2026-09"}
    )  # fmt: skip

    assert bytes(Sentence.objects.get().sealed) == b""


@pytest.mark.parametrize(("day", "late"), [("2026-10-14", False), ("2026-10-15", True)])
def test_a_sentence_that_waits_longer_than_was_promised_says_so(place, day, late):
    given_along("words of here", "debts", state="waiting")  # of September

    with time_machine.travel(f"{day}T12:00:00+00:00"):
        shown = words_on(place.page("moderator"), "sentences")

    assert ("later than we promised" in shown) is late


@pytest.mark.parametrize("token", ["\0", "a\0b", "\x1b[0m", "\ud800", ""])
def test_an_odd_token_of_a_sentence_is_not_found(place, token):
    asked = {"token": token.encode("utf-8", "surrogatepass").decode("latin-1"), "fine": "yes"}

    assert place.page("moderator").post(reverse("sentences"), asked).status_code == 404


@pytest.mark.parametrize("who", ["resident", "worker", "group", "moderator", "operator"])
def test_the_citys_view_is_of_policy_officers(place, who):
    answer = place.page(who).get(reverse("city"))

    assert answer.status_code == 403
    assert "This page is for policy officers." in answer.content.decode()


def test_the_city_answers_in_place_and_only_what_it_was_asked(place):
    tell(41)
    tell(33, "rent_high")
    asked = place.barrier("reported")
    other = place.barrier("reported", "rent_high")
    other.addressee = place.house
    other.save()
    page = place.page("officer")

    shown = words_on(page, "city")
    assert reverse("barrier-move", args=[asked.pk, "decide"]) in shown
    assert reverse("barrier-move", args=[other.pk, "decide"]) not in shown
    assert reverse("barrier", args=[other.pk]) in shown
    answer = page.post(
        reverse("barrier-move", args=[asked.pk, "decide"]),
        {"act": "not_act", "said": "no money this year", "city": "1"},
    )

    assert answer["Location"] == reverse("city")
    told = words_on(place.page("nobody"), "barrier", [asked.pk])
    assert "no money this year" in told
    assert "Nothing will be done, and this is why" in told


def test_no_person_is_on_any_open_page(place):
    tell(41)
    barrier = place.barrier("told back")
    place.group_of(barrier)
    names = {one.name for one in place.people.values()} | {"Sam"}

    for page in (("samen", []), ("area", [AREA]), ("barrier", [barrier.pk])):
        shown = words_on(place.page("nobody"), *page)
        assert not {name for name in names if f">{name}<" in shown or f" {name}<" in shown}


def test_what_opened_again_says_so(place):
    tell(41)
    barrier = place.barrier("closed")
    place.make("reopen", barrier, parts={"post"})

    for page in (("area", [AREA]), ("barrier", [barrier.pk])):
        assert "it opened again by itself" in words_on(place.page("nobody"), *page)


def test_who_is_turned_away_hears_where_to_report_it(place):
    about = words_on(place.page("nobody"), "barrier", [place.barrier("noticed", "turned_away").pk])
    other = words_on(place.page("nobody"), "barrier", [place.barrier("noticed", "no_bus").pk])

    assert "https://unia.be" in about
    assert "https://mensenrechten.nl" not in about  # that is for the other country
    assert "unia.be" not in other


def test_a_barrier_that_went_on_with_another_says_where(place):
    one, other = place.barrier("noticed"), place.barrier("noticed", "rent_high")
    page = place.page("moderator")
    answer = page.post(
        reverse("barrier-move", args=[one.pk, "merge"]),
        {"into": str(other.pk), "said": "they are one"},
    )

    assert answer["Location"] == reverse("barrier", args=[other.pk])
    assert reverse("barrier", args=[other.pk]) in words_on(page, "barrier", [one.pk])
    answer = page.post(
        reverse("barrier-move", args=[other.pk, "split"]),
        {"level": "macro", "said": "it is the law"},
    )
    assert "it is the law" in words_on(page, "barrier", [answer["Location"].split("/")[-2]])
