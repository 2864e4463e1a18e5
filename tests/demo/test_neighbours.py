from collections import Counter
from random import Random

import pytest

from krachtlijn.demo.neighbours import neighbours
from krachtlijn.demo.neighbours.around import TIES
from krachtlijn.demo.neighbours.goals import GOALS
from krachtlijn.demo.neighbours.names import ROOTS
from krachtlijn.demo.neighbours.plan import COURSE, FEWEST, MOST, STOCK
from krachtlijn.demo.neighbours.slots import SLOTS
from krachtlijn.demo.neighbours.voice import Voice
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.validation import record_of

STREET = list(neighbours(200))
NAMES = {"area", "woman", "man", "family", "kinswoman", "kinsman"}
ALL_SAID = [*(said for stock, _most in STOCK for said in stock), *COURSE]


def test_two_hundred_neighbours_are_two_hundred_different_people():
    assert len({one.name for one in STREET}) == 200
    assert len({frozenset(line.content["words"] for line in one.lines) for one in STREET}) == 200
    for one in STREET:
        most = Counter(line.content["words"] for line in one.lines).most_common(1)
        assert most[0][1] == 1, (one.key, most)


def test_a_neighbour_wrote_a_fair_number_of_lines_of_many_kinds():
    assert all(FEWEST <= len(one.lines) <= MOST for one in STREET)
    kinds = Counter(line.kind for one in STREET for line in one.lines)
    assert min(kinds.values()) >= 40
    assert set(kinds) == {said.kind for said in ALL_SAID}


def test_the_same_street_twice_is_the_same_street():
    assert list(neighbours(200)) == STREET
    assert list(neighbours(20)) == STREET[:20]


def test_what_belongs_to_a_goal_hangs_under_one_and_came_later():
    for one in STREET:
        by_key = {line.key: line for line in one.lines}
        for line in one.lines:
            assert (line.about is not None) == (line.kind in {"step", "condition"})
            if line.about:
                assert by_key[line.about].kind == "goal"
                assert by_key[line.about].days_ago > line.days_ago
            assert all(0 < days <= line.days_ago for days, _changes in line.edits)


@pytest.mark.parametrize("kind", ["step", "condition"])
def test_every_goal_a_step_or_condition_names_exists(kind):
    named = {said.goal for said in COURSE if said.kind == kind}

    assert named <= {said.goal for said in GOALS}


def test_every_goal_has_a_step():
    assert {said.goal for said in GOALS} == {said.goal for said in COURSE if said.kind == "step"}


def test_every_open_place_of_a_wording_can_be_filled_and_every_code_exists():
    for said in ALL_SAID:
        beside = [wording for texts in said.beside.values() for wording in texts]
        for language, wordings in said.wordings.items():
            for wording in [*wordings, *(beside if language == "nl" else [])]:
                slots = {slot.lower() for slot in wording.slots}
                assert slots <= NAMES | set(SLOTS[language]), wording.text
        assert set(said.beside) <= set(KINDS[said.kind].model_fields)
        record_of(said.kind, {"words": "x", **said.codes})


def test_nobody_is_called_as_two_people_in_one_plan():
    voice = Voice("Els Maes", "nl", "Sluiskant", ROOTS[0], Random(1))
    asked = tuple(said for said in TIES if said.wordings["nl"][0].text == "{woman}")

    names = [voice.say(said.wordings["nl"][:1]) for said in asked * 20]

    assert len(names) == 40
    assert len(set(names)) == 40
    assert "Els" not in names
