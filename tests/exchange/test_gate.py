"""Who may come in at the API, how a body is read, and what the description promises."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from krachtlijn.exchange.api import api
from krachtlijn.people.models import Person, Token
from krachtlijn.people.tokens import revoke_token
from krachtlijn.vault.kinds import kinds

A_GOAL = {"kind": "goal", "content": {"words": "Leren koken"}}
SIGN_IN = {"detail": "Sign in first, or send a personal key that still works."}
FORGED = {
    "detail": "It is not certain that you sent this. Load the page again, then send it once more."
}
UNREADABLE = {"detail": "This could not be read. Send one JSON object in UTF-8."}
OPERATIONS = sorted(
    (method.upper(), path)
    for path, methods in api.get_openapi_schema(path_prefix="api/")["paths"].items()
    for method in methods
)


def filled(path: str) -> str:
    return path.replace("{entry_id}", "0" * 32).replace("{grant_id}", "0" * 32)


# --------------------------------------------------------------------------------- me and kinds


def test_me_is_who_i_am_and_my_circle(amina, people):
    assert amina.get("me").json() == {
        "id": str(people.amina.pk),
        "name": "Amina",
        "language": "en",
        "circle": [
            {"person": str(people.fatma.pk), "name": "Fatma"},
            {"person": str(people.joke.pk), "name": "Joke"},
        ],
    }


def test_the_kinds_say_what_to_send(amina):
    told = amina.get("kinds").json()

    assert [kind["name"] for kind in told["items"]] == [one.kind_of.name for one in kinds()]
    assert told["count"] == len(told["items"])
    (goal,) = (kind for kind in told["items"] if kind["name"] == "goal")
    fields = {field["name"]: field for field in goal["fields"]}
    assert fields["words"] == {
        "name": "words",
        "question": "Where do you want to go?",
        "hint": "Small is fine. In your own words.",
        "required": True,
        "longest": 4000,
        "several": False,
        "codes": None,
    }
    assert fields["target"]["several"]
    assert fields["kind"]["codes"][0] == {"code": "change", "label": "Change something"}
    assert [field["name"] for field in fields.values() if field["required"]] == ["words"]


# --------------------------------------------------------------------------------- coming in


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_without_session_or_key_every_operation_answers_401(db, stranger, method, path):
    answer = stranger.generic(
        method, filled(path), json.dumps(A_GOAL), "application/json", headers={"If-Match": "1"}
    )

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert list(answer.json()) == ["detail"]


@pytest.mark.parametrize(
    "said",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer \0",
        "Basic eDp5",
        "x",
        "Bearer é",
        "Bearer " + "A" * 32,
    ],
)
def test_what_is_no_key_answers_401(db, stranger, said):
    answer = stranger.get("/api/v1/me", headers={"Authorization": said, "Accept-Language": "en"})

    assert (answer.status_code, answer.json()) == (401, SIGN_IN)


def test_a_revoked_key_answers_401(amina, people):
    assert amina.get("me").status_code == 200
    revoke_token(Token.objects.get(person=people.amina).pk, by=people.amina)

    assert amina.get("me").status_code == 401


def test_an_expired_key_answers_401(amina, people):
    Token.objects.filter(person=people.amina).update(until=timezone.now() - timedelta(seconds=1))

    assert amina.get("me").status_code == 401


def test_a_key_of_someone_erased_answers_401(amina, people):
    Person.objects.filter(pk=people.amina.pk).delete()

    assert amina.get("me").status_code == 401


def test_a_key_that_stopped_is_not_replaced_by_the_cookie(browser, people):
    window = browser(people.amina)
    assert window.get("me").status_code == 200

    window.headers = {"Authorization": "Bearer stopped"}

    assert window.get("me").status_code == 401


def test_a_key_goes_before_the_cookie_of_another(browser, program, people):
    window = browser(people.joke)
    window.headers = program(people.amina).headers

    assert window.get("me").json()["id"] == str(people.amina.pk)


def test_a_key_is_case_of_the_owner_only_in_their_language(program, people):
    people.amina.language = "fr"
    people.amina.save()

    answer = program(people.amina).get("me")

    assert (answer["Content-Language"], answer.json()["language"]) == ("fr", "fr")


def test_a_key_sets_no_cookie(amina):
    assert amina.get("me").cookies == {}


def test_a_session_reads_without_a_page_token(browser, people):
    assert browser(people.amina).get("me").json()["name"] == "Amina"


@pytest.mark.parametrize(("method", "path"), [one for one in OPERATIONS if one[0] != "GET"])
def test_a_session_changes_nothing_without_a_page_token(browser, people, method, path):
    window = browser(people.amina)

    answer = window.send(method, filled(path).removeprefix("/api/v1/"), A_GOAL)

    assert (answer.status_code, answer.json()) == (403, FORGED)


def test_a_page_token_of_another_browser_is_refused(browser, people, new_id):
    window = browser(people.amina).with_page_token()
    window.headers = {"X-CSRFToken": "b" * 32}

    answer = window.put(f"entries/{new_id()}", A_GOAL)

    assert (answer.status_code, answer.json()) == (403, FORGED)


def test_a_form_from_elsewhere_is_refused(browser, people, new_id):
    window = browser(people.amina).with_page_token()
    window.headers |= {"Origin": "https://elsewhere.example"}

    answer = window.put(f"entries/{new_id()}", A_GOAL)

    assert (answer.status_code, answer.json()) == (403, FORGED)


def test_a_session_with_a_page_token_keeps_an_entry(browser, people, new_id):
    window = browser(people.amina).with_page_token()

    assert window.put(f"entries/{new_id()}", A_GOAL).status_code == 201


def test_a_key_needs_no_page_token_and_beside_a_cookie_neither(browser, program, people, new_id):
    window = browser(people.amina)
    window.headers = program(people.amina).headers

    assert window.put(f"entries/{new_id()}", A_GOAL).status_code == 201


# --------------------------------------------------------------------------------- nothing unasked


def test_head_and_prefetch_read_nothing(joke, amina, people, goal, show):
    show(people.joke, kind="goal")

    head = joke.send("HEAD", "entries")
    ahead = joke.get("entries", **{"Sec-Purpose": "prefetch"})

    assert (head.status_code, head.content) == (204, b"")
    assert (ahead.status_code, ahead.content) == (503, b"")
    assert amina.get("looks").json() == {"items": [], "count": 0}


def test_answers_are_not_kept_on_the_way(amina):
    assert amina.get("me")["Cache-Control"] == "no-store"
    assert amina.get("me")["Content-Type"] == "application/json; charset=utf-8"


# --------------------------------------------------------------------------------- how a body is read


BAD = {
    "empty": (b"", 400),
    "no JSON": (b"{", 400),
    "two": (b"{}{}", 400),
    "a form": (b"kind=goal", 400),
    "a list": (b"[]", 400),
    "a text": (b'"kind"', 400),
    "a number": (b"3", 400),
    "nothing": (b"null", 400),
    "not a number": (b'{"kind": NaN}', 400),
    "endless": (b'{"kind": -Infinity}', 400),
    "far too large a number": (b'{"kind": 1' + b"0" * 5000 + b"}", 400),
    "latin-1": ('{"kind": "é"}'.encode("latin-1"), 400),
    "utf-16": (json.dumps(A_GOAL).encode("utf-16"), 400),
    "a byte order mark": (b"\xef\xbb\xbf{}", 400),
    "overlong": (b'{"kind": "\xc0\x80"}', 400),
    "a raw NUL": (b'{"kind": "\x00"}', 400),
    "open brackets": (b"[" * 10_000, 400),
    "deep brackets": (b"[" * 10_000 + b"]" * 10_000, 400),
    "deep objects": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, 400),
    "deep content": (b'{"kind":"goal","content":' + b"[" * 400 + b"]" * 400 + b"}", 422),
    "deep field": (
        b'{"kind":"goal","content":{"words":"a","domain":' + b"[" * 400 + b"]" * 400 + b"}}",
        422,
    ),
    "a surrogate as a name": (b'{"\\ud800": 1}', 400),
    "a NUL as a name": (b'{"kind":"goal","content":{"words":"a"},"\\u0000": 1}', 422),
    "a large number as an id": (b'{"kind":"goal","content":{"words":"a"},"about":1e999}', 422),
    "too much": (b'{"kind": "' + b"a" * 600_000 + b'"}', 413),
}
WRITES = [("PUT", "entries"), ("PATCH", "entries"), ("PUT", "grants")]


@pytest.mark.parametrize(("method", "what"), WRITES)
@pytest.mark.parametrize("bad", BAD)
def test_a_body_that_cannot_be_read_is_one_clear_sentence(amina, new_id, method, what, bad):
    body, status = BAD[bad]

    answer = amina.send(method, f"{what}/{new_id()}", body, **{"If-Match": "1"})

    assert answer.status_code == status
    assert isinstance(answer.json()["detail"], str)
    if status == 400:
        assert answer.json() == UNREADABLE
    if status == 413:
        assert answer.json() == {"detail": "This is too much at once. Send less."}


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/jsonp",
        "",
        "é",
    ],
)
@pytest.mark.parametrize(("method", "what"), WRITES)
def test_a_body_that_is_not_called_json_answers_415(amina, new_id, method, what, content_type):
    answer = amina.send(
        method, f"{what}/{new_id()}", A_GOAL, content_type=content_type, **{"If-Match": "1"}
    )

    assert answer.status_code == 415
    assert answer.json() == {"detail": "Send this as JSON, with Content-Type: application/json."}


def test_a_charset_may_be_named(amina, new_id):
    named = {"content_type": "application/json; charset=utf-8"}

    assert amina.put(f"entries/{new_id()}", A_GOAL, **named).status_code == 201


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"a" * 600_000, 413),
        ("application/x-www-form-urlencoded", b"a=1&" * 300, 400),
        ("multipart/form-data", b"a", 400),
        ("multipart/form-data; boundary=x", b"a", 403),
    ],
)
def test_a_form_without_a_page_token_is_refused(
    browser, people, new_id, content_type, body, status
):
    window = browser(people.amina).with_page_token()
    window.headers = {}

    answer = window.send("POST", f"entries/{new_id()}/accept", body, content_type=content_type)

    assert answer.status_code == status
    assert list(answer.json()) == ["detail"]


def test_a_long_text_of_many_bytes_fits(amina, new_id):
    content = {"words": "😀" * 4000}

    answer = amina.put(f"entries/{new_id()}", {"kind": "goal", "content": content})

    assert (answer.status_code, answer.json()["content"]["words"]) == (201, "😀" * 4000)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("POST", "me", "GET"),
        ("POST", "entries", "GET"),
        ("DELETE", "grants", "GET"),
        ("POST", "looks", "GET"),
        ("GET", "entries/x/accept", "POST"),
        ("OPTIONS", "entries", "GET"),
        ("TRACE", "me", "GET"),
        ("FETCH", "me", "GET"),
    ],
)
def test_another_method_answers_405(amina, method, path, allow):
    answer = amina.send(method, path, A_GOAL)

    assert (answer.status_code, answer["Allow"]) == (405, allow)
    assert answer.json() == {"detail": "This cannot be done here."}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "path", ["", "v1", "v1/", "v1/entries/", "v2/me", "v1/me/", "docs", "v1/entries/x/y/z", "%00"]
)
def test_an_address_that_is_not_there_answers_404_as_an_api(db, stranger, method, path):
    answer = stranger.generic(method, f"/api/{path}", headers={"Accept-Language": "en"})

    assert (answer.status_code, answer.json()) == (404, {"detail": "This is not there."})


# --------------------------------------------------------------------------------- the description


def test_the_description_is_open_and_names_every_operation(db, stranger):
    answer = stranger.get("/api/openapi.json")

    assert answer.status_code == 200
    told = answer.json()
    assert told["openapi"] == "3.1.0"
    assert [f"{method} {path.removeprefix('/api/v1/')}" for method, path in OPERATIONS] == [
        "DELETE entries/{entry_id}",
        "DELETE grants/{grant_id}",
        "GET entries",
        "GET entries/{entry_id}",
        "GET grants",
        "GET kinds",
        "GET looks",
        "GET me",
        "PATCH entries/{entry_id}",
        "POST entries/{entry_id}/accept",
        "POST entries/{entry_id}/take-up",
        "PUT entries/{entry_id}",
        "PUT grants/{grant_id}",
    ]
    assert sorted(told["paths"]) == sorted({path for _, path in OPERATIONS})
    assert stranger.post("/api/openapi.json").status_code == 405


STATUSES = {
    "DELETE entries/{entry_id}": {204, 401, 403, 404, 410, 422},
    "DELETE grants/{grant_id}": {204, 401, 403, 404},
    "GET entries": {200, 401, 422},
    "GET entries/{entry_id}": {200, 401, 404, 410},
    "GET grants": {200, 401},
    "GET kinds": {200, 401},
    "GET looks": {200, 401, 422},
    "GET me": {200, 401},
    "PATCH entries/{entry_id}": {200, 400, 401, 403, 404, 410, 412, 413, 415, 422, 428},
    "POST entries/{entry_id}/accept": {200, 400, 401, 403, 404, 410, 413},
    "POST entries/{entry_id}/take-up": {200, 400, 401, 403, 404, 410, 413},
    "PUT entries/{entry_id}": {200, 201, 400, 401, 403, 404, 409, 410, 413, 415, 422},
    "PUT grants/{grant_id}": {200, 201, 400, 401, 403, 404, 409, 410, 413, 415, 422},
}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_declared(method, path):
    told = api.get_openapi_schema(path_prefix="api/")["paths"][path][method.lower()]

    assert set(told["responses"]) == STATUSES[f"{method} {path.removeprefix('/api/v1/')}"]
    assert told["security"] == [{"Key": []}, {"Cookie": []}]
    for status, answer in told["responses"].items():
        assert ("content" in answer) == (status != 204)


def test_the_description_says_what_each_kind_holds(db, stranger):
    told = stranger.get("/api/openapi.json").json()["components"]["schemas"]["NewEntry"]

    each = {
        one["properties"]["kind"]["const"]: one["properties"]["content"] for one in told["oneOf"]
    }
    assert sorted(each) == sorted(told["properties"]["kind"]["enum"])
    assert each["goal"]["required"] == ["words"]
    words = each["goal"]["properties"]["words"]
    assert (words["type"], words["maxLength"]) == ("string", 4000)
    fits = {text: bool(re.search(words["pattern"], text)) for text in ("é", " a\n", "", " ", "a\0")}
    assert fits == {"é": True, " a\n": True, "": False, " ": False, "a\0": False}
    assert None in each["goal"]["properties"]["kind"]["enum"]


def test_every_view_says_by_which_rule_it_opens():
    found = next(one for one in get_resolver().url_patterns if str(one.pattern) == "api/")

    rules = {str(one.pattern): one.callback.rule for one in found.url_patterns}

    assert {path for path, rule in rules.items() if rule.startswith("open: ")} == {
        "", "<path:rest>", "openapi.json",
    }  # fmt: skip
    others = {rule.split()[0] for path, rule in rules.items() if path.startswith("v1/")}
    assert others == {"api:"}
    assert all(one.callback.login_required is False for one in found.url_patterns)
