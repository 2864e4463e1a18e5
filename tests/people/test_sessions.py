"""Sessions: what the database holds opens nothing, and each device is ended by its owner."""

import base64
import zlib
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from krachtlijn.people import cards, devices, sessions, stepup
from krachtlijn.people.devices import device_name, devices_of, end_device, end_other_devices
from krachtlijn.people.models import Person, Session
from krachtlijn.people.sessions import SessionStore, hashed
from tests.faults.planting import plant
from tests.people.conftest import OTHER_PIN, PIN, Browser


def test_the_key_in_the_database_is_not_the_one_in_the_cookie(holder, browser):
    browser.sign_in(holder.person)

    kept = Session.objects.get().session_key
    assert kept != browser.key
    assert kept == hashed(browser.key)
    assert SessionStore(kept).load() == {}
    assert SessionStore(browser.key).load()["_auth_user_id"] == str(holder.person.pk)


def test_a_store_that_keeps_the_key_itself_is_found(holder, browser, monkeypatch):
    monkeypatch.setattr(sessions, "hashed", lambda key: key)
    browser.sign_in(holder.person)

    assert SessionStore(Session.objects.get().session_key).load() != {}


def test_signing_in_changes_the_key(holder, browser):
    request = browser.request()
    request.session["before"] = 1
    browser.save(request)
    before = browser.key

    browser.sign_in(holder.person)

    assert browser.key != before
    assert SessionStore(before).load() == {}


def test_a_key_that_was_put_on_someone_never_becomes_theirs(holder):
    planted, victim = Browser(), Browser()
    planted.key = victim.key = "0123456789abcdefghijklmnopqrstuv"

    victim.sign_in(holder.person)

    assert victim.user() == holder.person
    assert victim.key != planted.key
    assert planted.user() is None


def test_signing_in_as_another_on_the_same_device_takes_nothing_along(holder, browser, joke):
    request = browser.sign_in(holder.person, letters=holder.letters)
    request.session["typed"] = "geheim"
    browser.save(request)

    browser.sign_in(joke)

    assert browser.user() == joke
    assert "typed" not in browser.kept
    assert stepup.letters_of(browser.request(joke)) == ""


def test_a_session_knows_whose_it_is_and_on_what_it_was_begun(holder, browser):
    browser.sign_in(holder.person, own_device=True)

    kept = Session.objects.get()
    assert (kept.person, kept.device, kept.own_device) == (holder.person, "Android, Firefox", True)


def test_what_a_session_row_holds_names_neither_the_card_nor_the_pin(holder, browser):
    request = browser.sign_in(holder.person, letters=holder.letters)
    request.user = holder.person
    stepup.new_card(request, "")
    letters, drawn = stepup.letters_of(request), stepup.drawn_pin(request)
    browser.save(request)

    row = Session.objects.get(session_key=hashed(browser.key))
    packed = row.session_data.split(":")[0].lstrip(".")
    raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    raw = zlib.decompress(raw) if row.session_data.startswith(".") else raw
    assert letters
    assert len(drawn) == 6
    for told in (letters, drawn, letters.encode().hex(), drawn.encode().hex()):
        assert told.encode() not in raw
        assert told not in row.session_data


def test_handle_and_beginning_stay_the_same_while_a_session_is_saved_again(holder, browser):
    request = browser.sign_in(holder.person)
    before = Session.objects.get()

    for _ in range(3):
        stepup.remember(request, "")
        browser.save(request)

    after = Session.objects.get()
    assert (after.handle, after.begun) == (before.handle, before.begun)


def test_an_ended_device_is_out_on_its_next_request(holder):
    phone, library = Browser(), Browser()
    phone.sign_in(holder.person)
    library.sign_in(holder.person)

    end_device(Session.objects.get(session_key=hashed(library.key)).handle, by=holder.person)

    assert library.user() is None
    assert phone.user() == holder.person


def test_ending_the_other_devices_keeps_this_one(holder, joke):
    here, others, hers = Browser(), [Browser(), Browser()], Browser()
    for browser in (here, *others):
        browser.sign_in(holder.person)
    hers.sign_in(joke)

    end_other_devices(hashed(here.key), by=holder.person)

    assert [browser.user() for browser in others] == [None, None]
    assert (here.user(), hers.user()) == (holder.person, joke)


def test_nobody_ends_anothers_device(holder, joke):
    browser = Browser()
    browser.sign_in(holder.person)
    handle = Session.objects.get().handle

    end_device(handle, by=joke)
    end_other_devices("", by=joke)

    assert browser.user() == holder.person


def test_ending_without_asking_whose_it_is_is_found(holder, joke, monkeypatch):
    plant(monkeypatch, devices.end_device, "person=by, ", "")
    browser = Browser()
    browser.sign_in(holder.person)

    devices.end_device(Session.objects.get().handle, by=joke)

    assert browser.user() is None


def test_the_list_shows_only_ones_own_live_devices(holder, joke):
    Browser().sign_in(holder.person)
    Browser().sign_in(joke)
    gone = Browser()
    gone.sign_in(holder.person)
    Session.objects.filter(session_key=hashed(gone.key)).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )

    assert [device.person for device in devices_of(holder.person)] == [holder.person]


def test_an_own_device_stays_thirty_days_and_a_shared_one_twelve_hours_at_most(holder):
    own, shared = Browser(), Browser()
    own.sign_in(holder.person, own_device=True)
    shared.sign_in(holder.person)
    now = timezone.now()

    for later, expected in [
        (timedelta(hours=11, minutes=55), (holder.person, holder.person)),
        (timedelta(hours=12, minutes=5), (holder.person, None)),
        (timedelta(days=29, hours=23), (holder.person, None)),
        (timedelta(days=30, minutes=5), (None, None)),
    ]:
        with time_machine.travel(now + later):
            assert (own.user(), shared.user()) == expected


def test_a_new_stamp_ends_every_session(holder, browser):
    browser.sign_in(holder.person)

    Person.objects.get(pk=holder.person.pk).new_stamp()

    assert browser.user() is None


def test_a_new_card_keeps_the_device_on_which_it_was_made_and_ends_the_others(holder):
    here, there = Browser(), Browser()
    there.sign_in(holder.person)
    request = here.sign_in(holder.person, letters=holder.letters)
    request.user = Person.objects.get(pk=holder.person.pk)

    stepup.new_card(request, OTHER_PIN)
    here.save(request)

    assert here.user() == holder.person
    assert there.user() is None
    assert [device.session_key for device in devices_of(holder.person)] == [hashed(here.key)]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit Chrome/120 Safari",
            "Android, Chrome",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604", "iPhone, Safari"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Windows, Edge"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0", "Linux, Firefox"),
        ("curl/8", ""),
        ("", ""),
        ("<script>" * 400, ""),
    ],
)
def test_a_device_has_a_coarse_name(user_agent, name):
    assert device_name(user_agent) == name


def test_the_table_of_sessions_is_not_djangos():
    from django.apps import apps

    assert settings.SESSION_ENGINE == "krachtlijn.people.sessions"
    assert not apps.is_installed("django.contrib.sessions")


# --------------------------------------------------------------------------------- proving it again


def test_a_proof_is_fresh_for_ten_minutes(holder, browser):
    browser.sign_in(holder.person)
    now = timezone.now()

    for later, fresh in [(0, True), (9 * 60 + 55, True), (10 * 60 + 5, False)]:
        with time_machine.travel(now + timedelta(seconds=later)):
            assert stepup.is_fresh(stepup.proved_at(browser.request())) == fresh
    assert not stepup.is_fresh(None)


def test_a_pin_typed_again_makes_the_proof_fresh(holder, browser):
    browser.sign_in(holder.person, letters=holder.letters)

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        request = browser.request(holder.person)
        assert not stepup.is_fresh(stepup.proved_at(request))
        assert not stepup.prove(request, OTHER_PIN)
        assert not stepup.is_fresh(stepup.proved_at(request))
        assert stepup.prove(request, PIN)
        assert stepup.is_fresh(stepup.proved_at(request))


def test_wrong_pins_typed_again_count_on_the_card(holder, browser):
    browser.sign_in(holder.person, letters=holder.letters)
    request = browser.request(holder.person)

    for _ in range(5):
        assert not stepup.prove(request, OTHER_PIN)

    assert cards.is_locked(holder.letters)
    assert not stepup.prove(request, PIN)


def test_the_letters_in_one_session_open_in_no_other(holder, browser, joke):
    request = browser.sign_in(holder.person, letters=holder.letters)
    other = Browser().request(joke)
    other.session["card"] = request.session["card"]

    assert stepup.letters_of(browser.request(holder.person)) == holder.letters
    assert stepup.letters_of(other) == ""


def test_the_drawn_pin_is_not_the_letters(holder, browser):
    request = browser.sign_in(holder.person, letters=holder.letters)
    request.user = holder.person
    request.session["drawn"] = request.session["card"]

    assert stepup.drawn_pin(request) == ""


def test_a_drawn_pin_is_shown_until_it_is_written_down(holder, browser):
    request = browser.sign_in(holder.person, letters=holder.letters)
    request.user = holder.person

    stepup.new_card(request, "")
    drawn = stepup.drawn_pin(request)

    assert cards.check_card(stepup.letters_of(request), drawn) == holder.person
    stepup.forget_drawn_pin(request)
    assert stepup.drawn_pin(request) == ""


def test_a_chosen_pin_is_kept_nowhere(holder, browser):
    request = browser.sign_in(holder.person, letters=holder.letters)
    request.user = holder.person

    stepup.new_card(request, OTHER_PIN)

    assert stepup.drawn_pin(request) == ""


def test_a_card_of_another_is_no_proof(holder, browser, joke):
    request = browser.sign_in(joke, letters=holder.letters)
    request.user = joke

    assert not stepup.prove(request, PIN)


def test_the_proof_of_an_api_key_is_as_old_as_the_key():
    class Asked:
        class token:
            made = timezone.now() - timedelta(minutes=11)

    assert not stepup.is_fresh(stepup.proved_at(Asked))
