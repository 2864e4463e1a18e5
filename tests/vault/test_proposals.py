"""Proposals stand outside the plan until their person says yes, and a no looks the same as a yes."""

from uuid import uuid4

import pytest

from krachtlijn.people.circle import end_contact
from krachtlijn.vault import actions
from krachtlijn.vault.actions import accept, let_go, propose, rewrite, take_up, wipe
from krachtlijn.vault.errors import NotThere, Taken, Wiped
from krachtlijn.vault.looks import looks_at
from krachtlijn.vault.reading import read_one, read_own
from krachtlijn.web.answers import Refused
from tests.cast import keep, put_before, seen, show
from tests.faults.planting import plant

CALL = "Bel eens met de wijkkamer"


@pytest.fixture
def proposal(amina, joke):
    return put_before(amina, CALL, by=joke)


def test_a_proposal_waits_with_its_person_in_the_words_of_whoever_made_it(amina, joke, proposal):
    waiting = read_one(amina, proposal.id)

    assert (waiting.words, waiting.standing, waiting.author_id) == (CALL, "proposed", joke.pk)
    assert read_own(amina, standing="own") == []


def test_after_a_yes_it_stands_in_the_plan_as_the_others_words(amina, joke, proposal):
    accepted = accept(proposal.id, by=amina)

    assert (accepted.words, accepted.standing, accepted.author_id) == (CALL, "own", joke.pk)
    assert accepted.since > proposal.created


def test_nobody_edits_anothers_words_before_a_yes(amina, joke, proposal):
    with pytest.raises(Refused):
        rewrite(proposal.id, {"words": "Ik bel zelf"}, revision=1, by=amina)
    with pytest.raises(NotThere):
        rewrite(proposal.id, {"words": "Bel morgen"}, revision=1, by=joke)

    assert read_one(amina, proposal.id).words == CALL


def test_without_the_rule_anothers_words_could_be_edited_before_a_yes(amina, proposal, monkeypatch):
    from krachtlijn.vault import rules

    plant(monkeypatch, rules.may_rewrite, "Standing.PROPOSED", "None")

    rewrite(proposal.id, {"words": "Ik bel zelf"}, revision=1, by=amina)

    assert read_one(amina, proposal.id).author_id == amina.pk


def test_after_a_yes_an_edit_makes_new_words_of_ones_own_and_keeps_the_others(
    amina, joke, proposal
):
    accept(proposal.id, by=amina)
    rewrite(proposal.id, {"words": "Ik bel zelf"}, revision=2, by=amina)

    now = read_one(amina, proposal.id, history=True)
    assert (now.words, now.author_id) == ("Ik bel zelf", amina.pk)
    assert [(one.record.words, one.standing, one.author_id) for one in now.history] == [
        (CALL, "own", joke.pk),
        (CALL, "proposed", joke.pk),
    ]


def test_the_proposer_sees_the_same_before_and_after_any_answer(amina, joke):
    answers = {
        "none": [],
        "yes": [accept],
        "no": [let_go],
        "yes, then an edit": [accept, edit],
        "yes, then let go": [accept, let_go],
        "no, then taken up": [let_go, take_up],
        "yes, edit, let go, taken up": [accept, edit, let_go, take_up],
    }
    for name, steps in answers.items():
        proposal = put_before(amina, CALL, by=joke)
        before = read_one(joke, proposal.id)
        for step in steps:
            step(proposal.id, by=amina)

        assert read_one(joke, proposal.id) == before == proposal, name


def edit(entry_id, *, by):
    revision = read_one(by, entry_id).revision
    rewrite(entry_id, {"words": "Ik bel zelf"}, revision=revision, by=by)


def test_the_proposer_also_sees_the_same_under_a_kind_grant_until_it_is_accepted(amina, joke):
    show(amina, joke, kind="goal")
    proposal = put_before(amina, CALL, by=joke)

    let_go(proposal.id, by=amina)

    assert read_one(joke, proposal.id) == proposal


def test_without_the_first_words_the_proposer_would_see_the_answer(
    amina, joke, proposal, monkeypatch
):
    from krachtlijn.vault import reading

    monkeypatch.setattr(reading, "_first_words", lambda rows, reader: {})

    accept(proposal.id, by=amina)

    assert read_one(joke, proposal.id) != proposal


def test_what_a_proposer_proposed_stays_readable_after_the_contact_ended(amina, joke, proposal):
    end_contact(joke, by=amina)

    assert read_one(joke, proposal.id) == proposal


@pytest.mark.parametrize("what", ["everything", "kind", "entry"])
def test_anothers_proposal_is_shown_to_nobody_else(amina, joke, fatma, proposal, what):
    given = {"everything": {}, "kind": {"kind": "goal"}, "entry": {"entry": proposal.id}}
    show(amina, fatma, later=True, **given[what])

    assert seen(fatma, whose=amina) == set()
    with pytest.raises(NotThere):
        read_one(fatma, proposal.id)


def test_without_the_look_at_standing_anothers_proposal_would_be_shown(
    amina, fatma, proposal, monkeypatch
):
    from krachtlijn.vault import door

    plant(monkeypatch, door._shown_now, ', standing="own"', "")
    show(amina, fatma, kind="goal")

    assert seen(fatma, whose=amina) == {CALL}


def test_only_someone_in_the_circle_can_propose(amina, tom):
    with pytest.raises(NotThere):
        put_before(amina, CALL, by=tom)

    assert read_own(amina) == []


def test_a_proposal_sent_again_is_the_same_proposal(amina, joke):
    entry_id = uuid4()
    first, _ = propose(amina, "goal", {"words": CALL}, entry_id=entry_id, by=joke)
    accept(entry_id, by=amina)

    again, new = propose(amina, "goal", {"words": CALL}, entry_id=entry_id, by=joke)

    assert not new
    assert again == first
    with pytest.raises(Taken):
        propose(amina, "goal", {"words": "Iets anders"}, entry_id=entry_id, by=joke)


def test_a_proposal_of_the_same_words_by_another_is_not_their_resend(amina, joke, fatma):
    entry_id = uuid4()
    propose(amina, "goal", {"words": CALL}, entry_id=entry_id, by=joke)

    with pytest.raises(Taken):
        propose(amina, "goal", {"words": CALL}, entry_id=entry_id, by=fatma)


def test_the_person_cannot_send_anothers_proposal_as_their_own(amina, joke, proposal):
    with pytest.raises(Taken):
        actions.write(proposal.id, "goal", {"words": CALL}, by=amina)

    assert read_one(amina, proposal.id).author_id == joke.pk


def test_after_wiping_a_resend_of_the_proposal_is_told_so(amina, joke, proposal):
    wipe(proposal.id, by=amina)

    with pytest.raises(Wiped):
        propose(amina, "goal", {"words": CALL}, entry_id=proposal.id, by=joke)


def test_saying_yes_again_changes_nothing(amina, proposal):
    accepted = accept(proposal.id, by=amina)

    assert accept(proposal.id, by=amina) == accepted


def test_saying_yes_to_ones_own_entry_changes_nothing(amina):
    entry = keep(amina, "Een cursus")

    assert accept(entry.id, by=amina) == entry


def test_only_its_person_accepts_a_proposal(joke, fatma, proposal):
    for other in (joke, fatma):
        with pytest.raises(NotThere):
            accept(proposal.id, by=other)


def test_a_proposal_is_about_something_its_maker_sees(amina, joke):
    goal = keep(amina, "Koken")
    show(amina, joke, entry=goal.id)

    proposal, _ = propose(amina, "goal", {"words": "Een cursus"}, about=goal.id, by=joke)

    assert read_one(amina, proposal.id).about == goal.id


def test_a_proposal_is_not_about_something_its_maker_does_not_see(amina, joke):
    from krachtlijn.vault.errors import Invalid

    goal = keep(amina, "Koken")

    with pytest.raises(Invalid) as refused:
        propose(amina, "goal", {"words": "Een cursus"}, about=goal.id, by=joke)

    assert set(refused.value.errors) == {"about"}


def test_a_proposal_leaves_one_line_that_it_was_made(amina, joke, proposal):
    made = [line for line in looks_at(amina) if line.action == "C"]

    assert [(line.who, line.entries) for line in made] == [("Joke", [str(proposal.id)])]
