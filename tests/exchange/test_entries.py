"""Entries through the API: keeping, reading, changing, letting go, wiping, proposing."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from krachtlijn.people.circle import end_contact
from krachtlijn.vault.erasing import erase_person
from krachtlijn.vault.kinds import KINDS, Record
from krachtlijn.vault.looks import looks_at
from tests.plans.loop import areas

FIELDS = ["id", "kind", "about", "person", "author", "standing", "revision", "content"]
FIELDS += ["created", "changed"]
WORDS = {"kind": "goal", "content": {"words": "Leren koken"}}


# --------------------------------------------------------------------------------- keeping


def test_a_new_entry_answers_201_with_exactly_its_fields(amina, people, new_id):
    entry_id = new_id()

    answer = amina.put(f"entries/{entry_id}", WORDS)

    told = answer.json()
    assert answer.status_code == 201
    assert answer["ETag"] == '"1"'
    assert list(told) == FIELDS
    assert told["created"] == told["changed"]
    assert told | {"created": "", "changed": ""} == {
        "id": entry_id,
        "kind": "goal",
        "about": None,
        "person": str(people.amina.pk),
        "author": str(people.amina.pk),
        "standing": "own",
        "revision": 1,
        "content": {"words": "Leren koken", "why": "", "kind": None, "target": [], "domain": []}
        | {"state": None},
        "created": "",
        "changed": "",
    }


def test_the_same_sent_again_answers_200_and_changes_nothing(amina, goal):
    answer = amina.put(f"entries/{goal['id']}", WORDS)

    assert (answer.status_code, answer.json()) == (200, goal)


def test_naming_oneself_as_the_person_is_the_same_as_naming_nobody(amina, people, goal):
    answer = amina.put(f"entries/{goal['id']}", WORDS | {"person": str(people.amina.pk)})

    assert (answer.status_code, answer.json()) == (200, goal)


def test_a_resend_after_a_change_gives_the_changed_entry(amina, goal):
    changed = amina.patch(f"entries/{goal['id']}", {"why": "Omdat"}, seen=1).json()

    answer = amina.put(f"entries/{goal['id']}", WORDS)

    assert (answer.status_code, answer.json()) == (200, changed)
    assert answer["ETag"] == '"2"'


def test_another_text_under_the_same_id_answers_409_with_what_stands_there(amina, goal):
    answer = amina.put(f"entries/{goal['id']}", WORDS | {"content": {"words": "Anders"}})

    assert answer.status_code == 409
    assert answer.json() == {
        "detail": "This id already stands for something else. Use a new id.",
        "current": goal,
    }


def test_an_id_in_use_by_a_stranger_answers_409_and_tells_nothing(rik, goal):
    answer = rik.put(f"entries/{goal['id']}", WORDS)

    assert answer.status_code == 409
    assert answer.json() == {"detail": "This id already stands for something else. Use a new id."}


def test_an_id_in_use_is_told_to_who_was_shown_it_and_leaves_a_look(joke, goal, people, show):
    show(people.joke, kind="goal")

    answer = joke.put(f"entries/{goal['id']}", WORDS)

    assert (answer.status_code, answer.json()["current"]) == (409, goal)
    assert [line.entries for line in looks_at(people.amina)] == [[goal["id"]]]


def test_a_resend_after_wiping_answers_410_and_to_a_stranger_409(amina, rik, goal):
    assert amina.delete(f"entries/{goal['id']}?wipe=true").status_code == 204

    mine = amina.put(f"entries/{goal['id']}", WORDS)
    theirs = rik.put(f"entries/{goal['id']}", WORDS)

    assert mine.status_code == 410
    assert mine.json() == {"detail": "This was here and was taken away for good."}
    assert theirs.status_code == 409


def test_an_entry_may_be_about_another_of_the_same_plan(amina, goal, new_id):
    about = WORDS | {"about": goal["id"]}

    answer = amina.put(f"entries/{new_id()}", about)

    assert (answer.status_code, answer.json()["about"]) == (201, goal["id"])


def test_an_entry_cannot_be_about_what_is_not_there(amina, rik, goal, new_id):
    not_there = amina.put(f"entries/{new_id()}", WORDS | {"about": new_id()})
    not_mine = rik.put(f"entries/{new_id()}", WORDS | {"about": goal["id"]})

    assert not_there.status_code == not_mine.status_code == 422
    assert list(not_there.json()["errors"]) == ["about"]
    assert not_there.content == not_mine.content


@pytest.mark.parametrize("name", sorted(KINDS))
def test_what_is_told_as_content_can_be_put_back_under_a_new_id(amina, new_id, name):
    areas("linde")
    first = amina.put(f"entries/{new_id()}", {"kind": name, "content": everything(KINDS[name])})
    content = amina.get(f"entries/{first.json()['id']}").json()["content"]

    again = amina.put(f"entries/{new_id()}", {"kind": name, "content": content})

    assert (first.status_code, again.status_code) == (201, 201)
    assert content == everything(KINDS[name])
    assert again.json()["content"] == content


def everything(record: type[Record]) -> dict:
    """A content with an answer to every question."""
    content: dict = {}
    for name, asked in record.asked():
        codes = list(asked.codes or [])
        one = codes[0] if codes else f"Tekst é€😀\nover {name}"
        if asked.someone:
            one = ""
        elif asked.day:
            one = "2028-02-29"
        content[name] = codes[:2] if asked.several else one
    return content


# --------------------------------------------------------------------------------- what does not fit


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"kind": "goal", "content": {}}, ["words"]),
        ({"kind": "goal", "content": {"words": " \n"}}, ["words"]),
        ({"kind": "goal", "content": {"words": "a" * 4001}}, ["words"]),
        ({"kind": "goal", "content": {"words": 1}}, ["words"]),
        ({"kind": "goal", "content": {"words": None}}, ["words"]),
        ({"kind": "goal", "content": {"words": "a\ud800"}}, ["words"]),
        ({"kind": "goal", "content": {"words": "a\u0000"}}, ["words"]),
        ({"kind": "goal", "content": {"words": "a", "owner": "x"}}, ["owner"]),
        ({"kind": "goal", "content": {"words": "a", "keeper": "x", "id": 1}}, ["id", "keeper"]),
        ({"kind": "goal", "content": {"words": "a", "\ud800": "x"}}, ["content"]),
        ({"kind": "goal", "content": {"words": "a", "kind": "x"}}, ["kind"]),
        ({"kind": "goal", "content": {"words": "a", "domain": "home"}}, ["domain"]),
        ({"kind": "goal", "content": {"words": "a", "domain": ["x"]}}, ["domain"]),
        ({"kind": "goal", "content": {"words": "a", "domain": [["home"]]}}, ["domain"]),
        ({"kind": "goal", "content": {"words": "a", "domain": [{}]}}, ["domain"]),
        ({"kind": "goal", "content": []}, ["content"]),
        ({"kind": "goal", "content": "words"}, ["content"]),
        ({"kind": "goal"}, ["content"]),
        ({"content": {"words": "a"}}, ["kind"]),
        ({"kind": "dream", "content": {"words": "a"}}, ["kind"]),
        ({"kind": "\ud800", "content": {"words": "a"}}, ["kind"]),
        ({"kind": 3, "content": {"words": "a"}}, ["kind"]),
        ({"kind": None, "content": {"words": "a"}}, ["kind"]),
        (WORDS | {"standing": "own"}, ["standing"]),
        (WORDS | {"author": str(uuid.UUID(int=1)), "revision": 9}, ["author", "revision"]),
        (WORDS | {"about": "x"}, ["about"]),
        (WORDS | {"about": 3}, ["about"]),
        (WORDS | {"person": "x"}, ["person"]),
        (WORDS | {"person": ["x"]}, ["person"]),
        ({}, ["content", "kind"]),
    ],
)
def test_what_does_not_fit_answers_422_per_field(amina, new_id, body, fields):
    entry_id = new_id()

    answer = amina.put(f"entries/{entry_id}", body)

    told = answer.json()
    assert answer.status_code == 422
    assert list(told) == ["detail", "errors"]
    assert told["detail"] == "Something does not fit. See per field what to do."
    assert sorted(told["errors"]) == fields
    for said in told["errors"].values():
        assert [type(sentence) for sentence in said] == [str]
        assert said[0].endswith(".")
    assert amina.get(f"entries/{entry_id}").status_code == 404


def test_an_unknown_field_is_named_with_what_to_do(amina, new_id):
    body = {"kind": "goal", "content": {"words": "a", "colour": "SECRET"}, "size": "SECRET"}

    top = amina.put(f"entries/{new_id()}", body)
    del body["size"]
    inside = amina.put(f"entries/{new_id()}", body)

    assert top.json()["errors"] == {"size": ["This is not asked here. Leave it out."]}
    assert inside.json()["errors"] == {"colour": ["This is not asked here. Leave it out."]}
    assert b"SECRET" not in top.content + inside.content


# --------------------------------------------------------------------------------- reading


def test_the_owner_reads_their_entry_and_no_look_is_left(amina, goal, people):
    answer = amina.get(f"entries/{goal['id']}")

    assert (answer.status_code, answer.json(), answer["ETag"]) == (200, goal, '"1"')
    assert looks_at(people.amina) == []


def test_to_a_stranger_an_entry_is_not_there_byte_for_byte(rik, joke, goal, new_id):
    answers = [
        rik.get(f"entries/{goal['id']}"),
        joke.get(f"entries/{goal['id']}"),
        rik.get(f"entries/{new_id()}"),
        rik.get("entries/not-an-id"),
        rik.get("entries/%00"),
        rik.get("entries/%ff%fe"),
        rik.get("nothing/at/all"),
        rik.get(""),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {b'{"detail": "This is not there."}'}
    assert len({str(sorted(answer.headers.items())) for answer in answers[:6]}) == 1


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("PATCH", "", {"content": {"words": "a"}}, {"If-Match": "1"}),
        ("DELETE", "", None, {}),
        ("DELETE", "?wipe=true", None, {}),
        ("POST", "/accept", None, {}),
        ("POST", "/take-up", None, {}),
    ],
)
def test_who_does_not_keep_it_cannot_act_on_it(
    joke, people, goal, show, method, path, body, headers
):
    show(people.joke, entry=goal["id"])

    of_amina = joke.send(method, f"entries/{goal['id']}{path}", body, **headers)
    of_nobody = joke.send(method, f"entries/{uuid.uuid4()}{path}", body, **headers)
    of_no_id = joke.send(method, f"entries/nothing{path}", body, **headers)

    assert of_amina.status_code == 404
    assert of_amina.content == of_nobody.content == of_no_id.content
    assert joke.get(f"entries/{goal['id']}").json() == goal


def test_what_is_shown_is_read_and_leaves_a_look(joke, goal, people, show):
    word = show(people.joke, entry=goal["id"])

    answer = joke.get(f"entries/{goal['id']}")

    assert (answer.status_code, answer.json()) == (200, goal)
    lines = [
        (line.who_id, line.action, line.entries, line.ground) for line in looks_at(people.amina)
    ]
    assert lines == [(str(people.joke.pk), "R", [goal["id"]], word["id"])]


def test_a_wiped_entry_is_gone_to_who_knew_it_and_never_was_to_others(amina, joke, goal):
    amina.delete(f"entries/{goal['id']}?wipe=true")

    assert amina.get(f"entries/{goal['id']}").status_code == 410
    assert joke.get(f"entries/{goal['id']}").status_code == 404


def test_the_list_holds_all_i_may_read_the_newest_first(amina, joke, people, goal, show, new_id):
    factor = {"kind": "factor", "content": {"words": "Wachten"}}
    hers = amina.put(f"entries/{new_id()}", factor).json()
    his = joke.put(f"entries/{new_id()}", WORDS).json()
    show(people.joke, kind="goal")

    assert amina.get("entries").json() == {"items": [hers, goal], "count": 2}
    assert amina.get("entries?kind=goal&person=").json() == {"items": [goal], "count": 1}
    assert joke.get("entries").json() == {"items": [his, goal], "count": 2}
    assert joke.get("entries?kind=factor").json() == {"items": [], "count": 0}


def test_the_list_can_be_of_one_person(amina, joke, rik, people, goal, show, new_id):
    his = joke.put(f"entries/{new_id()}", WORDS).json()
    show(people.joke, entry=goal["id"])

    assert joke.get(f"entries?person={people.amina.pk}").json()["items"] == [goal]
    assert joke.get(f"entries?person={people.joke.pk}&kind=").json()["items"] == [his]
    assert amina.get(f"entries?person={people.joke.pk}").json()["items"] == []
    empty = rik.get(f"entries?person={people.amina.pk}")
    assert empty.json() == {"items": [], "count": 0}
    assert empty.content == rik.get(f"entries?person={new_id()}").content


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("kind=dream", "kind"),
        ("kind=%00", "kind"),
        ("person=x", "person"),
        ("person=%ff", "person"),
    ],
)
def test_a_list_of_nonsense_answers_422(amina, question, field):
    answer = amina.get(f"entries?{question}")

    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


@pytest.mark.parametrize("question", ["keeper__name=A", "author=x", "sealed__contains=x", "id=1"])
def test_the_list_knows_no_other_filters(amina, goal, question):
    assert amina.get(f"entries?{question}").json()["items"] == [goal]


def test_the_list_asks_as_many_questions_for_three_as_for_one(
    joke, people, amina, goal, show, new_id
):
    show(people.joke, kind="goal", later=False)
    joke.get("entries")

    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert joke.get("entries").status_code == 200
        return len(asked)

    one = questions()
    for _ in range(2):
        amina.put(f"entries/{new_id()}", WORDS)
    show(people.joke, kind="goal")

    assert questions() == one
    assert joke.get("entries").json()["count"] == 3


# --------------------------------------------------------------------------------- whose words


def test_an_author_the_reader_does_not_know_is_not_named(amina, joke, fatma, people, show, new_id):
    proposed = joke.put(f"entries/{new_id()}", WORDS | {"person": str(people.amina.pk)}).json()
    amina.post(f"entries/{proposed['id']}/accept")
    show(people.fatma, entry=proposed["id"])

    assert amina.get(f"entries/{proposed['id']}").json()["author"] == str(people.joke.pk)
    assert joke.get(f"entries/{proposed['id']}").json()["author"] == str(people.joke.pk)
    assert fatma.get(f"entries/{proposed['id']}").json()["author"] is None
    assert fatma.get("entries").json()["items"][0]["author"] is None


def test_the_keeper_still_knows_whose_words_it_are_after_parting(amina, joke, people, new_id):
    entry_id = new_id()
    joke.put(f"entries/{entry_id}", WORDS | {"person": str(people.amina.pk)})
    end_contact(people.joke, by=people.amina)

    assert amina.get(f"entries/{entry_id}").json()["author"] == str(people.joke.pk)


def test_an_author_who_is_gone_is_nobody(amina, joke, people, new_id):
    entry_id = new_id()
    joke.put(f"entries/{entry_id}", WORDS | {"person": str(people.amina.pk)})
    erase_person(people.joke, by=people.joke)

    assert amina.get(f"entries/{entry_id}").json()["author"] is None


# --------------------------------------------------------------------------------- changing


@pytest.mark.parametrize("seen", ["1", '"1"', 'W/"1"'])
def test_a_change_keeps_the_other_fields_and_moves_the_revision(amina, goal, seen):
    answer = amina.patch(f"entries/{goal['id']}", {"why": "Omdat"}, seen=seen)

    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    assert told["content"] == goal["content"] | {"why": "Omdat"}
    assert told | {"content": 0, "changed": 0, "revision": 0} == goal | {
        "content": 0,
        "changed": 0,
        "revision": 0,
    }
    assert amina.get(f"entries/{goal['id']}").json() == told


def test_the_same_change_sent_again_changes_nothing(amina, goal):
    first = amina.patch(f"entries/{goal['id']}", {"why": "Omdat"}, seen=1)
    again = amina.patch(f"entries/{goal['id']}", {"why": "Omdat"}, seen=1)

    assert (again.status_code, again.json()) == (200, first.json())


def test_a_change_of_nothing_changes_nothing(amina, goal):
    answer = amina.patch(f"entries/{goal['id']}", {}, seen=1)

    assert (answer.status_code, answer.json()) == (200, goal)


def test_a_stale_change_answers_412_with_both_texts(amina, goal):
    current = amina.patch(f"entries/{goal['id']}", {"words": "Nieuw"}, seen=1).json()

    answer = amina.patch(f"entries/{goal['id']}", {"words": "Van mij"}, seen=1)

    assert answer.status_code == 412
    assert answer.json() == {
        "detail": "Something was written here in the meantime. "
        "You get both texts: put them together.",
        "current": current,
        "yours": {"words": "Van mij"},
    }
    assert amina.get(f"entries/{goal['id']}").json() == current


def test_a_change_without_the_revision_answers_428(amina, goal):
    answer = amina.patch(f"entries/{goal['id']}", {"words": "Nieuw"})

    assert answer.status_code == 428
    assert answer.json() == {"detail": "Say in the header If-Match which revision you saw."}


@pytest.mark.parametrize(
    "seen",
    ["", "x", "*", '"1', "-1", "1.0", "1, 2", '"1", "2"', "W/1", 'w/"1"', "9" * 5000, "１", "\0"],
)
def test_a_revision_that_is_none_answers_400(amina, goal, seen):
    answer = amina.patch(f"entries/{goal['id']}", {"words": "Nieuw"}, seen=seen)

    assert answer.status_code == 400
    assert answer.json() == {
        "detail": "If-Match does not hold a revision. Send its number, such as 3."
    }
    assert amina.get(f"entries/{goal['id']}").json() == goal


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ({"words": ""}, ["words"]),
        ({"words": None}, ["words"]),
        ({"keeper": "x"}, ["keeper"]),
        ({"domain": ["x"]}, ["domain"]),
        ("words", ["content"]),
        (None, ["content"]),
        (["words"], ["content"]),
    ],
)
def test_a_change_that_does_not_fit_answers_422(amina, goal, content, fields):
    answer = amina.patch(f"entries/{goal['id']}", content, seen=1)

    assert (answer.status_code, sorted(answer.json()["errors"])) == (422, fields)
    assert amina.get(f"entries/{goal['id']}").json() == goal


@pytest.mark.parametrize("field", ["kind", "person", "author", "standing", "about", "revision"])
def test_a_change_takes_only_content(amina, people, goal, field):
    body = {"content": {"words": "Nieuw"}, field: str(people.joke.pk)}

    answer = amina.send("PATCH", f"entries/{goal['id']}", body, **{"If-Match": "1"})

    assert answer.status_code == 422
    assert answer.json()["errors"] == {field: ["This is not asked here. Leave it out."]}
    assert amina.get(f"entries/{goal['id']}").json() == goal


def test_a_wiped_entry_cannot_be_changed(amina, goal):
    amina.delete(f"entries/{goal['id']}?wipe=true")

    assert amina.patch(f"entries/{goal['id']}", {"words": "a"}, seen=1).status_code == 410


# --------------------------------------------------------------------------------- letting go


def test_letting_go_and_taking_up_again(amina, goal):
    gone = [amina.delete(f"entries/{goal['id']}") for _ in range(2)]
    away = amina.get(f"entries/{goal['id']}").json()
    back = amina.post(f"entries/{goal['id']}/take-up")

    assert [(answer.status_code, answer.content) for answer in gone] == [(204, b""), (204, b"")]
    assert (away["standing"], away["revision"]) == ("let_go", 2)
    assert (back.status_code, back["ETag"]) == (200, '"3"')
    assert (back.json()["standing"], back.json()["content"]) == ("own", goal["content"])
    assert amina.post(f"entries/{goal['id']}/take-up").json() == back.json()


def test_what_is_let_go_is_no_longer_shown(amina, joke, people, goal, show):
    show(people.joke, entry=goal["id"])
    amina.delete(f"entries/{goal['id']}")

    assert joke.get(f"entries/{goal['id']}").status_code == 404


def test_wiping_answers_204_and_then_410(amina, goal):
    answers = [amina.delete(f"entries/{goal['id']}?wipe=true") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [204, 410]
    assert amina.delete(f"entries/{goal['id']}").status_code == 410
    assert amina.get("entries").json() == {"items": [], "count": 0}


def test_a_wipe_that_is_neither_yes_nor_no_does_nothing(amina, goal):
    answer = amina.delete(f"entries/{goal['id']}?wipe=perhaps")

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["wipe"])
    assert amina.get(f"entries/{goal['id']}").json() == goal


# --------------------------------------------------------------------------------- proposals


@pytest.fixture
def proposal(joke, people, new_id):
    body = WORDS | {"person": str(people.amina.pk)}
    answer = joke.put(f"entries/{new_id()}", body)
    assert answer.status_code == 201
    return answer.json()


def test_a_proposal_lies_with_the_other_and_waits(amina, joke, people, proposal):
    assert proposal["standing"] == "proposed"
    assert proposal["person"] == str(people.amina.pk)
    assert proposal["author"] == str(people.joke.pk)
    assert amina.get(f"entries/{proposal['id']}").json() == proposal
    again = joke.put(f"entries/{proposal['id']}", WORDS | {"person": str(people.amina.pk)})
    assert (again.status_code, again.json()) == (200, proposal)


def test_a_proposal_to_a_stranger_answers_as_to_nobody(rik, people, new_id):
    entry_id = new_id()

    stranger = rik.put(f"entries/{entry_id}", WORDS | {"person": str(people.amina.pk)})
    nobody = rik.put(f"entries/{entry_id}", WORDS | {"person": new_id()})

    assert stranger.status_code == 404
    assert stranger.content == nobody.content == b'{"detail": "This is not there."}'
    assert rik.get(f"entries/{entry_id}").status_code == 404


def test_a_proposal_is_accepted_as_the_words_of_who_proposed_it(amina, joke, people, proposal):
    answer = amina.post(f"entries/{proposal['id']}/accept")

    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    assert (told["standing"], told["author"]) == ("own", str(people.joke.pk))
    again = amina.post(f"entries/{proposal['id']}/accept")
    assert (again.status_code, again.json()) == (200, told)
    assert joke.get(f"entries/{proposal['id']}").json() == proposal


def test_a_proposal_cannot_be_changed_before_a_yes(amina, proposal):
    answer = amina.patch(f"entries/{proposal['id']}", {"words": "Anders"}, seen=1)

    assert answer.status_code == 403
    assert answer.json() == {
        "detail": "This is a proposal. Say yes to it first, then you can change it."
    }


def test_a_no_looks_the_same_to_who_proposed_it(amina, joke, proposal):
    assert amina.delete(f"entries/{proposal['id']}").status_code == 204

    assert joke.get(f"entries/{proposal['id']}").json() == proposal
    assert joke.post(f"entries/{proposal['id']}/accept").status_code == 404


def test_a_wiped_proposal_is_gone_to_both(amina, joke, fatma, proposal):
    amina.delete(f"entries/{proposal['id']}?wipe=true")

    statuses = [one.get(f"entries/{proposal['id']}").status_code for one in (amina, joke, fatma)]
    assert statuses == [410, 410, 404]


def test_the_list_of_a_person_is_what_lies_with_them_not_what_they_wrote(joke, people, proposal):
    assert joke.get(f"entries?person={people.amina.pk}").json()["items"] == [proposal]
    assert joke.get(f"entries?person={people.joke.pk}").json()["items"] == []
