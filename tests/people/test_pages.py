"""The pages of one's own: signing in and out, devices, card, keys, and text that comes back."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from krachtlijn.people import cards, keeping, middleware
from krachtlijn.people.models import Card, Person, Session, Token
from krachtlijn.people.secrets import draw, grouped
from krachtlijn.people.sessions import hashed
from tests.cast import person
from tests.faults.planting import plant
from tests.people.conftest import OTHER_PIN, PIN
from tests.people.test_cards import Counting

NAME = "/ik/naam/"


def sign_in(client, letters, pin=PIN, **more):
    return client.post("/in/", {"card": letters, "pin": pin, **more})


@pytest.fixture
def signed_in(holder):
    """Amina's own phone."""
    client = Client()
    sign_in(client, holder.letters, own_device="on")
    return client


def is_in(client) -> bool:
    answer = client.get(NAME)
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def session_key(client) -> str:
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def hidden(answer) -> dict[str, str]:
    """The hidden fields of the form in the page."""
    form = answer.content.decode().split('class="form"')[-1]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


# ------------------------------------------------------------------------------------ signing in


def test_card_and_pin_sign_in_and_lead_to_the_first_page(holder):
    client = Client()

    answer = sign_in(client, grouped(holder.letters).lower())

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


def test_a_session_that_was_there_before_gets_another_key(holder, joke):
    client = Client()
    sign_in(client, holder.letters)
    first = session_key(client)

    sign_in(client, cards.make_card(pin=PIN, by=joke))

    assert session_key(client) not in ("", first)
    assert not Session.objects.filter(session_key=hashed(first)).exists()


def test_a_key_put_into_the_browser_beforehand_never_becomes_a_session(holder):
    victim, attacker = Client(), Client()
    for client in (victim, attacker):
        client.cookies[settings.SESSION_COOKIE_NAME] = "0123456789abcdefghijklmnopqrstuv"

    sign_in(victim, holder.letters)

    assert session_key(victim) != session_key(attacker)
    assert is_in(victim)
    assert not is_in(attacker)


def told(answer) -> str:
    """The page without the token and without what was typed."""
    text = re.sub(r'value="[^"]*"', "", answer.content.decode())
    return re.sub(r"[0-9A-HJKMNP-TV-Z]{26}", "", text)


def test_an_unknown_card_reads_the_same_as_a_wrong_pin(holder):
    wrong = sign_in(Client(), holder.letters, OTHER_PIN)
    unknown = sign_in(Client(), draw(26), OTHER_PIN)

    assert wrong.status_code == unknown.status_code == 422
    assert told(wrong) == told(unknown)
    assert holder.person.name not in wrong.content.decode()


def test_an_unknown_card_costs_the_page_the_same_as_a_wrong_pin(holder, monkeypatch):
    counting = Counting(cards.HASHER)
    monkeypatch.setattr(cards, "HASHER", counting)

    def cost(letters):
        counting.against.clear()
        with CaptureQueriesContext(connection) as asked:
            sign_in(Client(), letters, OTHER_PIN)
        return len(counting.against), [query["sql"].split(" WHERE")[0] for query in asked]

    first = cost(draw(26))

    assert first[0] == 1
    assert cost(holder.letters) == first


def test_a_locked_card_says_so_and_only_to_who_has_its_letters(holder):
    answers = [sign_in(Client(), holder.letters, OTHER_PIN) for _ in range(5)]
    unknown = [sign_in(Client(), draw(26), OTHER_PIN) for _ in range(6)]

    assert [told(each) == told(answers[0]) for each in answers] == [True] * 4 + [False]
    assert {told(each) for each in unknown} == {told(answers[0])}
    assert sign_in(Client(), holder.letters, PIN).status_code == 422


def test_after_signing_in_one_goes_on_to_where_one_was_going(holder):
    client = Client()
    asked = client.get(NAME)
    assert (asked.status_code, asked["Location"]) == (302, f"/in/?next={quote(NAME)}")

    answer = sign_in(client, holder.letters, next=NAME)

    assert answer["Location"] == NAME


@pytest.mark.parametrize(
    "away", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "/\\elders"]
)
def test_after_signing_in_one_is_not_sent_elsewhere(holder, away):
    assert sign_in(Client(), holder.letters, next=away)["Location"] == "/"


def test_neither_card_nor_pin_is_written_back_into_the_page_as_a_pin(holder):
    answer = sign_in(Client(), holder.letters, OTHER_PIN)

    assert OTHER_PIN not in answer.content.decode()


# ---------------------------------------------------------------------------------- signing out


def test_signing_out_ends_the_session_on_the_server(signed_in):
    key = session_key(signed_in)

    answer = signed_in.post("/uit/")

    assert answer.status_code == 302
    assert not Session.objects.filter(session_key=hashed(key)).exists()
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(stolen)


def test_the_quick_exit_ends_the_session_on_the_server_and_leads_away(signed_in):
    key = session_key(signed_in)

    answer = signed_in.post("/weg/")

    assert (answer.status_code, answer["Location"]) == (302, settings.QUICK_EXIT)
    assert not Session.objects.filter(session_key=hashed(key)).exists()
    assert not is_in(signed_in)


@pytest.mark.parametrize("address", ["/uit/", "/weg/"])
def test_a_link_alone_signs_nobody_out(signed_in, address):
    assert signed_in.get(address).status_code == 405
    assert is_in(signed_in)


def test_the_quick_exit_works_for_who_is_not_signed_in(db):
    assert Client().post("/weg/")["Location"] == settings.QUICK_EXIT


# ------------------------------------------------------------------------------- a shared device


def moments(client, *minutes) -> list[bool]:
    """Whether one is in on a request after so many idle minutes, each after the one before."""
    now, found = timezone.now(), []
    for after in minutes:
        now += timedelta(minutes=after)
        with time_machine.travel(now):
            found.append(is_in(client))
    return found


def test_a_shared_device_signs_out_after_fifteen_idle_minutes(holder):
    client = Client()
    sign_in(client, holder.letters)

    assert moments(client, 14.9, 14.9, 14.9, 15.1, 0.1) == [True, True, True, False, False]


def test_an_own_device_does_not(signed_in):
    assert moments(signed_in, 15.1, 60 * 24, 60 * 24 * 28) == [True, True, True]


def test_who_has_no_card_yet_is_not_signed_out_for_they_could_not_come_back(holder):
    client = Client()
    client.force_login(holder.person)

    assert moments(client, 15.1, 60) == [True, True]


def test_a_shared_device_without_its_mark_is_out(holder):
    client = Client()
    sign_in(client, holder.letters)

    del client.cookies[middleware.IDLE_COOKIE]

    assert not is_in(client)


def test_the_mark_of_another_person_keeps_nobody_in(holder, joke):
    amina, other = Client(), Client()
    sign_in(amina, holder.letters)
    sign_in(other, cards.make_card(pin=PIN, by=joke))

    amina.cookies[middleware.IDLE_COOKIE] = other.cookies[middleware.IDLE_COOKIE].value

    assert not is_in(amina)


def test_a_shared_device_that_never_ends_is_found(holder, monkeypatch):
    plant(monkeypatch, middleware.SharedDevice._was_here, ", max_age=IDLE", "")
    client = Client()
    sign_in(client, holder.letters)

    assert moments(client, 15.1) == [True]


# ----------------------------------------------------------------------------------- my devices


def test_the_page_lists_only_ones_own_devices_and_ends_one_at_its_next_request(signed_in, holder):
    library, other = Client(headers={"user-agent": "Windows Firefox"}), person("Tom")
    sign_in(library, holder.letters)
    foreign = Client(headers={"user-agent": "iPhone Safari"})
    sign_in(foreign, cards.make_card(pin=PIN, by=other))

    page = signed_in.get("/ik/toestellen/").content.decode()
    assert "Windows, Firefox" in page
    assert "iPhone" not in page

    handle = Session.objects.get(session_key=hashed(session_key(library))).handle
    signed_in.post(f"/ik/toestellen/{handle}/")

    assert not is_in(library)
    assert is_in(signed_in)
    assert is_in(foreign)


def test_nobody_ends_the_device_of_another_by_its_address(signed_in, joke):
    other = Client()
    sign_in(other, cards.make_card(pin=PIN, by=joke))
    handle = Session.objects.get(session_key=hashed(session_key(other))).handle

    signed_in.post(f"/ik/toestellen/{handle}/")

    assert is_in(other)


def test_all_other_devices_are_ended_at_once(signed_in, holder):
    others = [Client(), Client()]
    for client in others:
        sign_in(client, holder.letters)

    signed_in.post("/ik/toestellen/andere/")

    assert [is_in(client) for client in (signed_in, *others)] == [True, False, False]


# -------------------------------------------------------------------------------- card and keys


def test_the_card_is_shown_while_the_pin_is_fresh_and_asked_for_after(signed_in, holder):
    letters = grouped(holder.letters)
    assert letters in signed_in.get("/ik/kaart/").content.decode()

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert letters not in signed_in.get("/ik/kaart/").content.decode()
        assert signed_in.post("/ik/kaart/", {"pin": OTHER_PIN}).status_code == 422
        assert letters not in signed_in.get("/ik/kaart/").content.decode()
        assert signed_in.post("/ik/kaart/", {"pin": PIN}).status_code == 302
        assert letters in signed_in.get("/ik/kaart/").content.decode()


def test_a_new_card_asks_for_the_pin_of_now(signed_in, holder):
    wrong = signed_in.post("/ik/kaart/nieuw/", {"current": OTHER_PIN, "pin": "673914"})

    assert wrong.status_code == 422
    assert cards.check_card(holder.letters, PIN) == holder.person

    right = signed_in.post("/ik/kaart/nieuw/", {"current": PIN, "pin": "673914"})

    assert right.status_code == 302
    assert cards.check_card(holder.letters, PIN) is None


@pytest.mark.parametrize("pin", ["123456", "12345", "abcdef", "199001"])
def test_a_new_card_does_not_take_a_pin_that_will_not_do(signed_in, holder, pin):
    before = Card.objects.get().pk

    answer = signed_in.post("/ik/kaart/nieuw/", {"current": PIN, "pin": pin})

    assert answer.status_code == 422
    assert Card.objects.get().pk == before


def test_a_drawn_pin_is_shown_until_it_was_written_down(signed_in, holder):
    signed_in.post("/ik/kaart/nieuw/", {"current": PIN, "pin": ""})
    page = signed_in.get("/ik/kaart/").content.decode()
    letters = re.search(r"(?:[0-9A-Z]{4} ){6}[0-9A-Z]{2}", page).group()
    drawn = [
        pin
        for pin in re.findall(r"\b\d{6}\b", re.sub(r"\b(\d{3}) (\d{3})\b", r"\1\2", page))
        if cards.check_card(letters, pin)
    ]
    assert len(set(drawn)) == 1

    signed_in.post("/ik/kaart/opgeschreven/")

    after = signed_in.get("/ik/kaart/").content.decode()
    assert drawn[0] not in re.sub(r"\b(\d{3}) (\d{3})\b", r"\1\2", after)


def test_a_key_for_the_api_needs_a_fresh_pin_and_is_shown_once(signed_in):
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert signed_in.post("/ik/sleutels/", {"label": "telefoon"}).status_code == 403
    assert not Token.objects.exists()

    made = signed_in.post("/ik/sleutels/", {"label": "telefoon"}).content.decode()
    shown = re.search(r"[0-9A-HJKMNP-TV-Z]{32}", made.replace(" ", "")).group()

    assert Token.objects.count() == 1
    assert shown not in signed_in.get("/ik/sleutels/").content.decode().replace(" ", "")


# ------------------------------------------------------------------------------------- language


def language(client) -> str:
    return re.search(r'<html[^>]* lang="(\w+)"', client.get("/in/").content.decode()).group(1)


def test_the_language_someone_chose_stays_with_them_on_another_device(signed_in, holder):
    assert language(signed_in) == "nl"

    signed_in.post("/taal/", {"language": "fr"})

    assert language(signed_in) == "fr"
    assert Person.objects.get(pk=holder.person.pk).language == "fr"
    library = Client()
    sign_in(library, holder.letters)
    assert language(library) == "fr"


def test_before_signing_in_the_browser_keeps_the_language(db):
    client = Client()

    client.post("/taal/", {"language": "en"})

    assert language(client) == "en"


def test_a_language_we_do_not_have_changes_nothing(signed_in, holder):
    signed_in.post("/taal/", {"language": "xx"})

    assert Person.objects.get(pk=holder.person.pk).language == "nl"


# ------------------------------------------------------------------- what was typed comes back

TYPED = 'Ik wil leren koken <b>écht</b> & "zelf"'


def type_without_a_session(holder, **more):
    """Amina sends her form after her session ended."""
    fields = {"by": str(holder.person.pk), "words": TYPED, "name": "Mina", **more}
    return Client().post(NAME, fields)


def test_a_form_sent_after_the_session_ended_asks_to_sign_in_and_keeps_the_text(holder):
    answer = type_without_a_session(holder)

    assert answer.status_code == 401
    kept = hidden(answer)["kept"]
    assert kept
    for said in (TYPED, "koken", "Mina", str(holder.person.pk)):
        assert said not in answer.content.decode()


def test_after_signing_in_as_the_same_person_the_text_is_back(holder):
    kept = hidden(type_without_a_session(holder))["kept"]

    answer = sign_in(Client(), holder.letters, kept=kept)

    assert answer.status_code == 200
    back = answer.content.decode()
    assert 'action="/ik/naam/"' in back
    assert {name: hidden_all(back)[name] for name in ("by", "words", "name")} == {
        "by": str(holder.person.pk),
        "words": TYPED,
        "name": "Mina",
    }


def hidden_all(text: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: unescape(value) for name, value in found}


def test_what_came_back_can_be_sent_and_is_saved(holder):
    client = Client()
    kept = hidden(type_without_a_session(holder))["kept"]
    back = hidden_all(sign_in(client, holder.letters, kept=kept).content.decode())

    answer = client.post(NAME, back)

    assert answer.status_code == 302
    assert Person.objects.get(pk=holder.person.pk).name == "Mina"


def test_as_another_person_the_text_is_not_back(holder, joke):
    kept = hidden(type_without_a_session(holder))["kept"]

    answer = sign_in(Client(), cards.make_card(pin=PIN, by=joke), kept=kept)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "koken" not in answer.content.decode()


def test_a_seal_that_does_not_know_whose_text_it_is_is_found(holder, joke, monkeypatch):
    plant(monkeypatch, keeping._place, "str(person)", '""')
    kept = hidden(type_without_a_session(holder))["kept"]

    answer = sign_in(Client(), cards.make_card(pin=PIN, by=joke), kept=kept)

    assert "koken" in answer.content.decode()


def test_a_wrong_pin_in_between_loses_nothing(holder):
    kept = hidden(type_without_a_session(holder))["kept"]

    wrong = sign_in(Client(), holder.letters, OTHER_PIN, kept=kept)

    assert hidden(wrong)["kept"] == kept


def test_neither_pin_nor_card_is_kept(holder):
    kept = hidden(
        type_without_a_session(holder, pin="777123", current="888123", card="KAARTLETTERS")
    )["kept"]

    back = sign_in(Client(), holder.letters, kept=kept).content.decode()

    for secret in ("777123", "888123", "KAARTLETTERS"):
        assert secret not in back


@pytest.mark.parametrize(
    ("later", "there"), [(timedelta(minutes=59), True), (timedelta(minutes=61), False)]
)
def test_a_kept_text_lasts_an_hour(holder, later, there):
    kept = hidden(type_without_a_session(holder))["kept"]

    with time_machine.travel(timezone.now() + later):
        answer = sign_in(Client(), holder.letters, kept=kept)

    assert ("koken" in answer.content.decode()) == there


@pytest.mark.parametrize("kept", ["x", "AAAA", "é", "=" * 40, "AQAB" * 20])
def test_what_was_not_sealed_here_is_nothing(holder, kept):
    assert sign_in(Client(), holder.letters, kept=kept).status_code == 302


def test_a_flipped_bit_in_a_kept_text_is_nothing(holder):
    kept = hidden(type_without_a_session(holder))["kept"]
    flipped = kept[:60] + ("A" if kept[60] != "A" else "B") + kept[61:]

    assert sign_in(Client(), holder.letters, kept=flipped).status_code == 302


def test_a_form_without_a_person_is_not_kept(holder):
    assert "kept" not in hidden(Client().post(NAME, {"words": TYPED}))


def test_a_shared_device_that_was_idle_too_long_keeps_the_text_too(holder):
    client = Client()
    sign_in(client, holder.letters)

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = client.post(NAME, {"by": str(holder.person.pk), "words": TYPED})

    assert answer.status_code == 401
    assert hidden(answer)["kept"]


# ----------------------------------------------------------------------------------- lost tokens


@pytest.fixture
def strict(holder):
    """A phone whose forms need their token, signed in."""
    client = Client(enforce_csrf_checks=True)
    page = client.get("/in/")
    token = hidden(page)["csrfmiddlewaretoken"]
    sign_in(client, holder.letters, csrfmiddlewaretoken=token, own_device="on")
    assert is_in(client)
    return client


def test_a_form_with_a_stale_token_gives_the_text_back_with_a_fresh_one(strict, holder):
    fields = {"by": str(holder.person.pk), "words": TYPED, "name": "Mina"}

    answer = strict.post(NAME, {**fields, "csrfmiddlewaretoken": "x" * 64})

    assert answer.status_code == 403
    back = hidden_all(answer.content.decode())
    assert {name: back[name] for name in fields} == fields
    assert Person.objects.get(pk=holder.person.pk).name == "Amina"
    assert strict.post(NAME, back).status_code == 302
    assert Person.objects.get(pk=holder.person.pk).name == "Mina"


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"words": TYPED}, {}),
        ({"words": TYPED, "by": "someone else"}, {}),
        ({"words": TYPED, "by": "self"}, {"sec-fetch-site": "cross-site"}),
        ({"words": TYPED, "by": "self"}, {"sec-fetch-site": "same-site"}),
    ],
    ids=["nobody", "another", "from elsewhere", "from a neighbour site"],
)
def test_a_form_that_was_not_the_persons_own_is_not_given_back(strict, holder, fields, headers):
    fields = {**fields, "csrfmiddlewaretoken": "x" * 64}
    if fields.get("by") == "self":
        fields["by"] = str(holder.person.pk)

    answer = strict.post(NAME, fields, headers=headers)

    assert answer.status_code == 403
    assert "koken" not in answer.content.decode()
    assert hidden_all(answer.content.decode()).get("words") is None


@pytest.mark.parametrize(
    "address", ["/uit/", "/weg/", "/ik/toestellen/andere/", "/ik/kaart/nieuw/"]
)
def test_no_act_goes_without_a_token(strict, holder, address):
    other = Client()
    sign_in(other, holder.letters)

    assert strict.post(address).status_code == 403

    assert is_in(strict)
    assert is_in(other)
