"""Grants and looks through the API: who sees what, and who looked."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from krachtlijn.organisations.models import Organisation
from krachtlijn.people.circle import end_contact
from krachtlijn.people.models import Membership, Token
from krachtlijn.vault.granting import keep_back
from krachtlijn.vault.looks import looks_at
from krachtlijn.vault.models import Grant

FIELDS = ["id", "to", "to_name", "entry", "kind", "shows", "later", "purpose", "given", "until"]
FIELDS += ["opens"]
NOT_THERE = b'{"detail": "This is not there."}'
BRUSSELS = ZoneInfo("Europe/Brussels")


def moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def in_days(days: int) -> date:
    return datetime.now(BRUSSELS).date() + timedelta(days=days)


# --------------------------------------------------------------------------------- showing


def test_showing_an_entry_answers_201_with_exactly_its_fields(amina, people, goal, new_id):
    grant_id = new_id()
    body = {"to": str(people.joke.pk), "entry": goal["id"], "purpose": "Voor het gesprek"}

    answer = amina.put(f"grants/{grant_id}", body)

    told = answer.json()
    assert answer.status_code == 201
    assert list(told) == FIELDS
    assert told | {"given": ""} == {
        "id": grant_id,
        "to": str(people.joke.pk),
        "to_name": "Joke",
        "entry": goal["id"],
        "kind": None,
        "shows": True,
        "later": False,
        "purpose": "Voor het gesprek",
        "given": "",
        "until": None,
        "opens": None,
    }
    assert amina.get("grants").json() == {"items": [told], "count": 1}


def test_showing_a_kind_opens_at_once(amina, joke, people, goal, new_id):
    body = {"to": str(people.joke.pk), "kind": "goal", "entry": None, "until": None}

    answer = amina.put(f"grants/{new_id()}", body)

    assert answer.status_code == 201
    told = answer.json()
    assert (told["kind"], told["entry"], told["opens"], told["purpose"]) == ("goal", None, None, "")
    assert joke.get("entries").json()["items"] == [goal]


@pytest.mark.parametrize("wide", [{}, {"kind": ""}, {"kind": None}, {"later": True}])
def test_showing_everything_waits_a_day(amina, joke, people, goal, new_id, wide):
    answer = amina.put(f"grants/{new_id()}", {"to": str(people.joke.pk), **wide})

    told = answer.json()
    assert answer.status_code == 201
    assert moment(told["opens"]) - moment(told["given"]) == timedelta(hours=24)
    assert joke.get("entries").json() == {"items": [], "count": 0}


def test_showing_a_kind_also_later_waits_only_for_what_is_later(
    amina, joke, people, goal, show, new_id
):
    told = show(people.joke, kind="goal", later=True)
    amina.put(f"entries/{new_id()}", {"kind": "goal", "content": {"words": "Later"}})

    assert moment(told["opens"]) - moment(told["given"]) == timedelta(hours=24)
    assert joke.get("entries").json()["items"] == [goal]


def test_the_same_word_sent_again_answers_200(amina, people, goal, new_id):
    grant_id = new_id()
    body = {"to": str(people.joke.pk), "kind": "goal", "purpose": "a", "until": f"{in_days(9)}"}

    first = amina.put(f"grants/{grant_id}", body)
    again = amina.put(f"grants/{grant_id}", body)
    echoed = amina.put(f"grants/{grant_id}", body | {"until": first.json()["until"]})

    assert [first.status_code, again.status_code, echoed.status_code] == [201, 200, 200]
    assert first.json() == again.json() == echoed.json()
    assert amina.get("grants").json()["count"] == 1


@pytest.mark.parametrize(
    "other", [{"kind": "factor"}, {"purpose": "b"}, {"later": True}, {"until": "2999-01-01"}]
)
def test_another_word_under_the_same_id_answers_409(amina, people, new_id, other):
    grant_id = new_id()
    body = {"to": str(people.joke.pk), "kind": "goal", "purpose": "a"}
    first = amina.put(f"grants/{grant_id}", body).json()

    answer = amina.put(f"grants/{grant_id}", body | other)

    assert answer.status_code == 409
    assert answer.json() == {"detail": "This id already stands for something else. Use a new id."}
    assert amina.get("grants").json()["items"] == [first]


def test_a_word_of_someone_else_under_this_id_answers_409(amina, joke, people, show):
    hers = show(people.joke, kind="goal")

    answer = joke.put(f"grants/{hers['id']}", {"to": str(people.amina.pk), "kind": "goal"})

    assert answer.status_code == 409
    assert list(answer.json()) == ["detail"]


def test_who_is_not_in_my_circle_is_not_there(amina, rik, people, new_id):
    answers = [
        rik.put(f"grants/{new_id()}", {"to": str(people.amina.pk)}),
        rik.put(f"grants/{new_id()}", {"to": str(people.rik.pk)}),
        rik.put(f"grants/{new_id()}", {"to": new_id()}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert {answer.content for answer in answers} == {NOT_THERE}
    assert Grant.objects.unscoped("a test").count() == 0


def test_an_entry_of_someone_else_cannot_be_shown(joke, people, goal, show, new_id):
    show(people.joke, entry=goal["id"])

    of_amina = joke.put(f"grants/{new_id()}", {"to": str(people.amina.pk), "entry": goal["id"]})
    of_nobody = joke.put(f"grants/{new_id()}", {"to": str(people.amina.pk), "entry": new_id()})

    assert of_amina.status_code == of_nobody.status_code == 404
    assert of_amina.content == of_nobody.content == NOT_THERE


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("2999-01-31", "2999-01-31T22:59:59Z"),
        ("2999-07-31", "2999-07-31T21:59:59Z"),
        ("2999-01-31T00:00:00Z", "2999-01-31T00:00:00Z"),
        ("2999-01-31T00:00:00+01:00", "2999-01-30T23:00:00Z"),
        ("2999-01-31T12:00:00", "2999-01-31T11:00:00Z"),
        ("2999-01-31T12:00:00.999999Z", "2999-01-31T12:00:00Z"),
    ],
)
def test_an_end_is_a_day_or_a_moment(people, show, said, until):
    assert show(people.joke, kind="goal", until=said)["until"] == until


def test_today_is_still_to_come(people, show):
    told = show(people.joke, kind="goal", until=f"{in_days(0)}")

    assert moment(told["until"]).astimezone(BRUSSELS).date() == in_days(0)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"kind": "dream"}, ["kind"]),
        ({"kind": 1}, ["kind"]),
        ({"kind": ["goal"]}, ["kind"]),
        ({"kind": "goal", "entry": "GOAL"}, ["kind"]),
        ({"entry": "x"}, ["entry"]),
        ({"entry": 1}, ["entry"]),
        ({"to": "x"}, ["to"]),
        ({"to": None}, ["to"]),
        ({"until": "2001-01-01"}, ["until"]),
        ({"until": "2001-01-01T00:00:00Z"}, ["until"]),
        ({"until": "tomorrow"}, ["until"]),
        ({"until": "2999-1-31"}, ["until"]),
        ({"until": "2999-02-30"}, ["until"]),
        ({"until": "9999-12-31T23:59:59Z"}, ["until"]),
        ({"until": "0001-01-01T00:00:00+23:00"}, ["until"]),
        ({"until": 99999999999}, ["until"]),
        ({"until": ["2999-01-01"] * 10}, ["until"]),
        ({"until": True}, ["until"]),
        ({"until": ""}, ["until"]),
        ({"purpose": "a" * 301}, ["purpose"]),
        ({"purpose": "a" * 5000}, ["purpose"]),
        ({"purpose": "\ud800"}, ["purpose"]),
        ({"purpose": "\u0000"}, ["purpose"]),
        ({"purpose": None}, ["purpose"]),
        ({"purpose": 1}, ["purpose"]),
        ({"later": "true"}, ["later"]),
        ({"later": 1}, ["later"]),
        ({"later": None}, ["later"]),
        ({"shows": False}, ["shows"]),
        ({"person": "x", "given": "x"}, ["given", "person"]),
    ],
)
def test_a_word_that_does_not_fit_answers_422(amina, people, goal, new_id, body, fields):
    body = {"to": str(people.joke.pk), **body}
    if body.get("entry") == "GOAL":
        body["entry"] = goal["id"]

    answer = amina.put(f"grants/{new_id()}", body)

    assert answer.status_code == 422
    assert sorted(answer.json()["errors"]) == fields
    assert Grant.objects.unscoped("a test").count() == 0


def test_a_word_without_to_whom_does_not_fit(amina, new_id):
    answer = amina.put(f"grants/{new_id()}", {"kind": "goal"})

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["to"])


# --------------------------------------------------------------------------------- ten minutes


def test_showing_asks_for_a_recent_proof(people, browser, new_id, now, goal):
    body = {"to": str(people.joke.pk), "kind": "goal"}
    fresh = browser(people.amina, proved_at=now - timedelta(minutes=9)).with_page_token()
    stale = browser(people.amina, proved_at=now - timedelta(minutes=11)).with_page_token()
    never = browser(people.amina).with_page_token()

    answers = [one.put(f"grants/{new_id()}", body) for one in (fresh, stale, never)]

    assert [answer.status_code for answer in answers] == [201, 403, 403]
    assert answers[1].json() == {"detail": "Type your PIN again first. Then you can show this."}
    assert Grant.objects.unscoped("a test").count() == 1


def test_a_key_proves_only_as_long_as_it_is_young(amina, people, new_id, now):
    Token.objects.filter(person=people.amina).update(made=now - timedelta(minutes=11))

    answer = amina.put(f"grants/{new_id()}", {"to": str(people.joke.pk), "kind": "goal"})

    assert answer.status_code == 403
    assert amina.put(f"grants/{new_id()}", {"to": str(people.rik.pk)}).status_code == 404


def test_taking_back_asks_for_no_proof(amina, joke, people, goal, show, now):
    word = show(people.joke, kind="goal")
    Token.objects.filter(person=people.amina).update(made=now - timedelta(days=1))

    assert amina.delete(f"grants/{word['id']}").status_code == 204
    assert joke.get(f"entries/{goal['id']}").status_code == 404


# --------------------------------------------------------------------------------- withdrawing


def test_withdrawing_holds_at_once_and_can_be_repeated(amina, joke, people, goal, show):
    word = show(people.joke, entry=goal["id"])
    assert joke.get(f"entries/{goal['id']}").status_code == 200

    answers = [amina.delete(f"grants/{word['id']}") for _ in range(2)]

    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2
    assert joke.get(f"entries/{goal['id']}").content == NOT_THERE
    assert joke.get("entries").json() == {"items": [], "count": 0}
    assert amina.get("grants").json() == {"items": [], "count": 0}


def test_a_withdrawn_word_sent_again_answers_410(amina, people, goal, new_id):
    grant_id = new_id()
    body = {"to": str(people.joke.pk), "entry": goal["id"]}
    amina.put(f"grants/{grant_id}", body)
    amina.delete(f"grants/{grant_id}")

    answer = amina.put(f"grants/{grant_id}", body)

    assert answer.status_code == 410
    assert answer.json() == {"detail": "This was here and was taken away for good."}
    assert amina.get("grants").json()["count"] == 0


def test_only_its_person_withdraws_a_word(amina, joke, people, show):
    word = show(people.joke, kind="goal")

    answers = [joke.delete(f"grants/{word['id']}"), joke.delete("grants/x")]

    assert [(answer.status_code, answer.content) for answer in answers] == [(404, NOT_THERE)] * 2
    assert amina.get("grants").json()["items"] == [word]


def test_only_ones_own_words_are_listed_also_those_for_nobody(amina, joke, people, goal):
    keep_back(entry=goal["id"], by=people.amina)

    told = amina.get("grants").json()

    assert told["count"] == 1
    assert told["items"][0] | {"id": "", "given": ""} == {
        "id": "",
        "to": None,
        "to_name": None,
        "entry": goal["id"],
        "kind": None,
        "shows": False,
        "later": True,
        "purpose": "",
        "given": "",
        "until": None,
        "opens": None,
    }
    assert joke.get("grants").json() == {"items": [], "count": 0}


def test_an_ended_contact_shows_nothing_more(joke, people, goal, show):
    show(people.joke, kind="goal")
    end_contact(people.amina, by=people.joke)

    assert joke.get(f"entries/{goal['id']}").content == NOT_THERE
    assert joke.get(f"entries?person={people.amina.pk}").json()["count"] == 0


# --------------------------------------------------------------------------------- looks


def test_a_look_is_told_with_exactly_its_fields(amina, joke, people, goal, show):
    house = Organisation.objects.create(name="De Brug")
    Membership.objects.create(person=people.joke, organisation=house, role="worker")
    word = show(people.joke, kind="goal")
    joke.get("entries")

    told = amina.get("looks").json()

    line = looks_at(people.amina)[0]
    assert told["count"] == 1
    assert moment(told["items"][0]["when"]) == line.when.replace(
        microsecond=line.when.microsecond // 1000 * 1000
    )
    assert told["items"][0] | {"when": ""} == {
        "id": str(line.id),
        "when": "",
        "who": "Joke",
        "who_id": str(people.joke.pk),
        "organisation": "De Brug",
        "role": "worker",
        "action": "R",
        "entries": [goal["id"]],
        "ground": word["id"],
    }
    assert list(told["items"][0]) == [
        "id", "when", "who", "who_id", "organisation", "role", "action", "entries", "ground",
    ]  # fmt: skip
    assert joke.get("looks").json() == {"items": [], "count": 0}
    assert amina.get("looks").json() == told


def test_looks_since_a_day_or_a_moment(amina, joke, people, goal, show):
    show(people.joke, kind="goal")
    joke.get("entries")
    when = amina.get("looks").json()["items"][0]["when"]

    def count(since):
        return amina.get(f"looks?since={since}").json()["count"]

    assert count("") == count(in_days(0)) == count(when) == 1
    assert count(in_days(1)) == count("2999-01-01T00:00:00Z") == 0
    assert count("0001-01-02") == count("2001-01-01T00:00:00%2B02:00") == 1


@pytest.mark.parametrize("since", ["x", "2999", "12", "0001-01-01", "9999-12-31T23:59:59Z", "%00"])
def test_looks_since_nonsense_answers_422(amina, since):
    answer = amina.get(f"looks?since={since}")

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["since"])
