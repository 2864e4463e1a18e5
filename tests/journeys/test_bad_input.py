"""What goes wrong while sending: one clear sentence, what was typed still there, and never a 500."""

import re
from urllib.parse import urlencode

import pytest

from krachtlijn.people.models import Session
from tests import cast
from tests.journeys.house import PIN, cookie_of
from tests.journeys.steps import (
    add,
    command,
    errors,
    follow,
    path_of,
    pick,
    press,
    said,
    send,
    sign_out,
    text_of,
    titles,
    type_words,
    typed_words,
    unfold,
)

WORDS, OTHER_WORDS = "Ik wil leren zwemmen.", "Ik wil leren duiken."
TOO_LONG = "lang " * 1000

# Sentences as they stand in the source; each is looked up in the language of the page.
SAID = {
    "empty": "Write something here, even one word.",
    "no such choice": "Choose one of the list.",
    "sent before": "This page was sent before with other words. Save again to keep these as well.",
    "wiped": "What this page sent before was wiped. Save again to keep these words.",
    "signed out": "You were signed out. What you typed is kept on this page. "
    "Sign in and it comes back.",
    "not saved": "It was not saved yet. Save it now.",
    "two texts": "Your words stand below. Save again to put yours in its place. Both are kept.",
}


@pytest.fixture(params=["phone", "phone_without_javascript"])
def device(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["nl", "fr"])
def language(request):
    return request.param


@pytest.fixture
def amina(house):
    return house.person("Amina")


@pytest.fixture
def page(house, device, amina):
    return house.enter(device, amina, path="/plan/nieuw/goal/")


def as_the_page_is(page, **what):
    """Send the form of this page from outside the page, with some fields as no page sends them."""
    fields = page.locator("main form.form [name]").evaluate_all(
        "fields => fields.filter(field => field.type === 'hidden' || field.checked"
        " || field.matches('textarea, [type=text]')).map(field => [field.name, field.value])"
    )
    body = urlencode({**dict(fields), **what}, doseq=True, encoding="utf-8", errors="surrogatepass")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
        "Referer": page.url,
    }
    return page.context.request.post(page.url, data=body, headers=headers, max_redirects=0)


def words_in_plan(page, house):
    page.goto(f"{house.url}/plan/")
    return titles(page)


# ------------------------------------------------------------------------------ what does not fit


def test_too_many_words_are_told_so_and_stay(house, device, language):
    amina = house.person("Amina", language=language)
    page = house.enter(device, amina, path="/plan/nieuw/factor/")
    page.locator("[name=words]").evaluate("field => field.removeAttribute('maxlength')")
    type_words(page, TOO_LONG)
    unfold(page)
    pick(page, "where", "society")
    send(page)

    [told] = errors(page)
    assert "4000" in re.sub(r"\W", "", told)
    assert page.locator("html").get_attribute("lang") == language
    assert typed_words(page) == TOO_LONG
    assert page.locator("[name=where]:checked").input_value() == "society"
    type_words(page, WORDS)
    send(page)
    assert WORDS in page.locator("h1").inner_text()


def test_a_long_text_that_is_pasted_is_not_cut_off_in_silence(page):
    type_words(page, TOO_LONG)

    assert typed_words(page) == TOO_LONG


@pytest.mark.parametrize("words", ["", "   ", "\u200b\n\t "])
def test_no_words_are_told_so_and_the_rest_stays(house, device, words):
    amina = house.person("Amina", language="fr")
    page = house.enter(device, amina, path="/plan/nieuw/factor/")
    unfold(page)
    pick(page, "weight", "heavy")
    answer = as_the_page_is(page, words=words, weight="heavy")

    # A sign without width is a sign; nobody sends one by accident.
    if words.strip():
        assert answer.status == 302
        return
    assert answer.status == 422
    assert said(SAID["empty"], "fr") in answer.text().replace("&#x27;", "'")
    assert 'value="heavy"' in answer.text()
    assert re.search(r'value="heavy"[^>]*checked', answer.text())


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "nonsense"},
        {"target": ["self", "nonsense"]},
        {"domain": "x" * 300},
        {"kind": ["keep", "no"]},
    ],
)
def test_what_is_not_on_the_list_is_told_so_and_the_words_stay(page, house, wrong):
    answer = as_the_page_is(page, words=WORDS, **wrong)

    assert answer.status == 422
    assert said(SAID["no such choice"]) in answer.text()
    assert WORDS in answer.text()
    assert words_in_plan(page, house) == []


@pytest.mark.parametrize(
    "words",
    [f"{WORDS}\0", f"{WORDS}\x07", f"\x1b[31m{WORDS}", f"{WORDS}\ud800", "\udfff" + WORDS],
    ids=["nul", "bell", "escape", "lone first half", "lone second half"],
)
def test_signs_that_cannot_be_kept_are_no_end_of_the_page(page, house, words):
    answer = as_the_page_is(page, words=words)

    # Bytes that are no text arrive as a mark of doubt, which can be kept; the others are refused.
    if answer.status == 302:
        assert [WORDS in title for title in words_in_plan(page, house)] == [True]
    else:
        assert answer.status == 422
        assert WORDS in answer.text()
        assert 'class="error"' in answer.text()
        assert words_in_plan(page, house) == []


@pytest.mark.parametrize(
    "wrong", [{"id": "nonsense"}, {"id": ""}, {"id": "\0"}], ids=["no id", "empty", "nul"]
)
def test_an_address_nobody_made_is_not_there(page, house, wrong):
    answer = as_the_page_is(page, words=WORDS, **wrong)

    assert answer.status == 404
    assert words_in_plan(page, house) == []


def test_a_body_that_is_no_form_is_answered_with_a_sentence(page, house):
    token = cookie_of(page.context, "csrftoken")
    for kind, data in [
        ("application/x-www-form-urlencoded", b"\xff\xfe=%%%&words=%zz"),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data", b"words=1"),
        ("application/json", b"{"),
        ("application/x-www-form-urlencoded", b"&".join([b"words=1"] * 300)),
        ("application/x-www-form-urlencoded", b"words=" + b"a" * 600_000),
    ]:
        answer = page.context.request.post(
            f"{house.url}/plan/nieuw/goal/",
            data=data,
            headers={"Content-Type": kind, "X-CSRFToken": token, "Referer": page.url},
            max_redirects=0,
        )
        assert 400 <= answer.status < 500, kind
        assert "<h1>" in answer.text(), kind


# ------------------------------------------------------------------------- sent twice, or too late


def test_two_pages_of_one_text_both_stay_and_neither_is_lost(page, house):
    place = add(page, house.url, "goal", WORDS)
    other = page.context.new_page()
    for each in (page, other):
        each.goto(f"{house.url}{place}aanpassen/")
    type_words(page, "Eerste tabblad.")
    send(page)

    type_words(other, "Tweede tabblad.")
    send(other)

    assert said(SAID["two texts"]) in text_of(other)
    assert other.locator("blockquote").inner_text() == "Eerste tabblad."
    assert typed_words(other) == "Tweede tabblad."
    send(other)
    assert path_of(other) == place
    told = other.locator(".timeline li p").all_inner_texts()
    assert told == ["Tweede tabblad.", "Eerste tabblad.", WORDS]


def test_sent_again_after_a_change_leaves_the_change(page, house):
    sent = {"id": page.locator("[name=id]").input_value(), "words": WORDS}
    type_words(page, WORDS)
    send(page)
    place = path_of(page)
    follow(page, "/aanpassen/")
    type_words(page, OTHER_WORDS)
    send(page)

    page.goto(f"{house.url}/plan/nieuw/goal/")
    assert as_the_page_is(page, **sent).status == 302
    page.goto(house.url + place)
    assert page.locator("h1").inner_text() == OTHER_WORDS
    assert words_in_plan(page, house) == [OTHER_WORDS]


@pytest.mark.parametrize("before", ["sent before", "wiped"])
def test_sent_again_with_an_id_that_was_used_keeps_the_words_for_another_try(page, house, before):
    used = page.locator("[name=id]").input_value()
    type_words(page, WORDS)
    send(page)
    if before == "wiped":
        follow(page, "/wissen/")
        press(page.locator("main form button"))

    page.goto(f"{house.url}/plan/nieuw/goal/")
    page.locator("[name=id]").evaluate("(field, used) => field.value = used", used)
    type_words(page, OTHER_WORDS)
    send(page)

    assert said(SAID[before]) in page.locator(".errors").inner_text()
    assert typed_words(page) == OTHER_WORDS
    send(page)
    assert page.locator("h1").inner_text() == OTHER_WORDS
    kept = [OTHER_WORDS] if before == "wiped" else [OTHER_WORDS, WORDS]
    assert sorted(words_in_plan(page, house)) == sorted(kept)


def test_what_was_wiped_elsewhere_is_told_so(page, house):
    place = add(page, house.url, "goal", WORDS)
    other = page.context.new_page()
    other.goto(f"{house.url}{place}wissen/")
    press(other.locator("main form button"))

    answer = page.reload()

    assert answer.status == 410
    assert said("There was something here. It was wiped and cannot come back.") in text_of(page)


def test_a_change_to_what_was_wiped_elsewhere_gives_the_words_back(page, house):
    place = add(page, house.url, "goal", WORDS)
    follow(page, "/aanpassen/")
    other = page.context.new_page()
    other.goto(f"{house.url}{place}wissen/")
    press(other.locator("main form button"))
    page.bring_to_front()

    type_words(page, OTHER_WORDS)
    send(page)

    assert OTHER_WORDS in page.content()


def test_pressing_twice_keeps_one(phone, house):
    page = house.enter(phone, house.person("Amina"), path="/plan/nieuw/goal/")
    type_words(page, WORDS)
    with page.expect_navigation():
        page.locator("main form.form button").first.dblclick()

    assert words_in_plan(page, house) == [WORDS]


# ------------------------------------------------------------------------ signed out, token lost


def test_who_was_signed_out_meanwhile_gets_the_words_back_after_signing_in(
    page, house, device, amina
):
    letters = house.card_of(amina)
    type_words(page, WORDS)
    unfold(page)
    pick(page, "kind", "keep")
    Session.objects.filter(person=amina).delete()
    send(page)

    assert said(SAID["signed out"]) in text_of(page)
    assert WORDS not in page.content()
    page.locator("[name=card]").fill(letters)
    page.locator("[name=pin]").fill(PIN)
    send(page)
    assert said(SAID["not saved"]) in text_of(page)
    assert WORDS in page.locator(".card").inner_text()
    press(page.locator("main form button"))
    assert page.locator("h1").inner_text() == WORDS
    assert page.locator(".facts .chip").count() == 1
    assert words_in_plan(page, house) == [WORDS]


def test_what_someone_typed_is_not_given_to_another_who_signs_in(page, house, amina):
    joke = house.person("Joke", amina)
    type_words(page, WORDS)
    house.end_sessions_of(amina)
    send(page)

    page.locator("[name=card]").fill(house.card_of(joke))
    page.locator("[name=pin]").fill(PIN)
    send(page)

    assert path_of(page) == "/"
    assert WORDS not in page.content()
    assert cast.seen(joke, whose=amina) == set()


def test_who_lost_the_token_gets_the_words_back_at_once(page, house, device):
    type_words(page, WORDS)
    device.clear_cookies(name="csrftoken")
    send(page)

    assert said(SAID["not saved"]) in text_of(page)
    assert WORDS in page.locator(".card").inner_text()
    press(page.locator("main form button"))
    assert page.locator("h1").inner_text() == WORDS
    assert words_in_plan(page, house) == [WORDS]


def test_who_signed_in_again_on_another_tab_loses_nothing(page, house, device, amina):
    letters = house.card_of(amina)
    device.clear_cookies()
    page = house.enter(device, amina, path="/plan/nieuw/goal/")
    type_words(page, WORDS)
    other = device.new_page()
    sign_out(other, house.url)
    other.goto(f"{house.url}/in/")
    other.locator("[name=card]").fill(letters)
    other.locator("[name=pin]").fill(PIN)
    send(other)

    page.bring_to_front()
    send(page)
    if path_of(page) == "/plan/nieuw/goal/":
        assert WORDS in page.locator(".card").inner_text()
        press(page.locator("main form button"))
    assert words_in_plan(page, house) == [WORDS]


def test_the_first_strength_survives_a_lost_token(house, device):
    page = device.new_page()
    page.goto(f"{house.url}/begin/kracht/")
    type_words(page, WORDS)
    device.clear_cookies()
    send(page)

    assert WORDS in page.content()


# ------------------------------------------------------------------------------ no network


@pytest.fixture
def typed(house, phone):
    page = house.enter(phone, house.person("Amina"), path="/plan/nieuw/goal/")
    type_words(page, WORDS)
    return page


def test_without_a_network_the_words_stay_and_are_sent_once_when_it_is_back(typed, house, phone):
    phone.set_offline(True)
    for _press in range(3):
        typed.locator("main form.form button").first.click()
    typed.locator(".notice.waiting").wait_for()
    assert typed.locator(".notice.waiting").count() == 1
    assert typed_words(typed) == WORDS

    with typed.expect_navigation():
        phone.set_offline(False)

    assert typed.locator("h1").inner_text() == WORDS
    assert words_in_plan(typed, house) == [WORDS]


def test_what_is_typed_further_while_waiting_is_sent_too(typed, house, phone):
    phone.set_offline(True)
    typed.locator("main form.form button").first.click()
    typed.locator(".notice.waiting").wait_for()
    type_words(typed, OTHER_WORDS)

    with typed.expect_navigation():
        phone.set_offline(False)

    assert words_in_plan(typed, house) == [OTHER_WORDS]


def test_leaving_a_page_that_waits_asks_first(typed, house, phone):
    phone.set_offline(True)
    typed.locator("main form.form button").first.click()
    typed.locator(".notice.waiting").wait_for()
    asked = []
    typed.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    typed.close(run_before_unload=True)
    typed.wait_for_function("document.querySelector('.notice.waiting')")

    assert asked == ["beforeunload"]
    assert typed_words(typed) == WORDS


def test_a_server_that_is_away_is_waited_for_as_well(typed, house, complaints):
    typed.route("**/healthz", lambda route: route.abort())
    typed.locator("main form.form button").first.click()
    typed.locator(".notice.waiting").wait_for()
    complaints.forget("healthz")
    typed.unroute("**/healthz")

    with typed.expect_navigation():
        typed.evaluate("dispatchEvent(new Event('online'))")

    assert words_in_plan(typed, house) == [WORDS]


# ------------------------------------------------------------------------------ other forms


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/ik/kring/", {"code": "AAAAA BBBBB"}),
        ("/ik/kring/", {"code": "\ufffd" * 30}),
        ("/ik/naam/", {"name": "Amina " * 30}),
        ("/ik/sleutels/", {"label": "a" * 61}),
        ("/ik/kaart/nieuw/", {"pin": "111111"}),
        ("/ik/kaart/nieuw/", {"pin": "geen pin"}),
    ],
)
def test_every_other_form_says_what_is_wrong_and_keeps_what_was_typed(phone, house, path, fields):
    page = house.enter(phone, house.person("Amina", language="fr"), path=path)
    for name, value in fields.items():
        page.locator(f"main [name={name}]").evaluate("(field, value) => field.value = value", value)
    page.locator("main form.form").evaluate("form => form.noValidate = true")
    send(page)

    assert path_of(page) == path
    assert len(errors(page)) == 1
    assert page.locator("[data-errors]").evaluate("box => box === document.activeElement")
    for name, value in fields.items():
        assert page.locator(f"main [name={name}]").input_value() == value


def test_an_answer_given_twice_is_given_once(page, house, amina):
    joke = house.person("Joke", amina)
    proposal = cast.put_before(amina, OTHER_WORDS, by=joke)
    page.goto(f"{house.url}/plan/{proposal.id}/")
    other = page.context.new_page()
    other.goto(f"{house.url}/plan/{proposal.id}/")
    command(page, "/ja/")
    command(other, "/ja/")

    assert path_of(other) == f"/plan/{proposal.id}/"
    assert words_in_plan(page, house) == [OTHER_WORDS]
