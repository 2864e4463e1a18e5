"""What people do together: every state, every move, every part; what it brought, told to a barrier."""

from datetime import date

import pytest

from krachtlijn.community import actions, barriers
from krachtlijn.community.actions import MOVES, PARTS, next_moves
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import CollectiveAction
from krachtlijn.web.answers import Refused
from tests.faults.planting import plant

DAY = date(2026, 11, 20)
STATES = ("", *CollectiveAction.State.values)

# By hand: which moves whoever is in the group can make in each state. Nobody else makes any,
# but a reader of the neighbourhood, who also tells back.
TABLE = {
    "": {"propose"},
    "idea": {"ask", "no_result"},
    "interest": {"form", "no_result"},
    "forming": {"plan", "no_result"},
    "planning": {"start", "no_result"},
    "acting": {"result", "no_result"},
    "result": {"tell_back"},
    "no_result": {"tell_back"},
    "told_back": set(),
}
LEADS_TO = {
    "propose": "idea", "ask": "interest", "form": "forming", "plan": "planning", "start": "acting",
    "result": "result", "no_result": "no_result", "tell_back": "told_back",
}  # fmt: skip


def acting(*parts: str) -> Acting:
    return Acting("Werkgroep", frozenset(parts), DAY)


def an_action(state="idea", **more) -> CollectiveAction:
    given = {
        "title": "Een loket",
        "area": "linde",
        "who": "Werkgroep",
        "begun": DAY,
        "changed": DAY,
    }
    return CollectiveAction.objects.create(state=state, **(given | more))


def allowed(part: str, state: str) -> set[str]:
    return {
        "member": TABLE[state], "moderator": TABLE[state] & {"tell_back"}, "resident": set(),
    }[part]  # fmt: skip


def wrong_cells() -> list[tuple]:
    """Every cell in which the rule answers otherwise than the table; a no has words."""
    wrong = []
    for state in STATES:
        for part in PARTS:
            for move in MOVES:
                answer = actions.may_move(CollectiveAction(state=state), move, {part})
                if bool(answer) is not (move in allowed(part, state)) or (
                    not answer and not str(answer.reason).strip()
                ):
                    wrong.append((state, part, move))
    return wrong


def test_the_table_is_the_rule():
    assert len(STATES) * len(PARTS) * len(MOVES) == 216
    assert wrong_cells() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("not parts & set(whose)", "False"), ("action.state not in before", "False")],
)
def test_seen_red_a_rule_that_does_not_look(monkeypatch, old, new):
    plant(monkeypatch, actions.may_move, old, new)

    assert len(wrong_cells()) > 20


@pytest.mark.django_db
@pytest.mark.parametrize("state", CollectiveAction.State.values)
def test_every_move_that_may_is_made_and_no_other(state):
    for move in set(MOVES) - {"propose"}:
        action = an_action(state)
        if move in TABLE[state]:
            assert actions.move(action, move, "Dit.", by=acting("member")).state == LEADS_TO[move]
        else:
            with pytest.raises(Refused):
                actions.move(action, move, "Dit.", by=acting("member"))
            action.refresh_from_db()
            assert action.state == state


@pytest.mark.django_db
@pytest.mark.parametrize(("move", "brought"), [("result", True), ("no_result", False)])
def test_an_ending_asks_for_words_and_keeps_which_it_was(move, brought):
    action = an_action("acting")

    with pytest.raises(Refused):
        actions.move(action, move, "  ", by=acting("member"))
    actions.move(action, move, " Zo ging het. ", by=acting("member"))
    actions.move(action, "tell_back", by=acting("moderator"))

    action.refresh_from_db()
    assert (action.result, action.brought, action.state) == ("Zo ging het.", brought, "told_back")


def test_telling_back_comes_after_a_result():
    answer = actions.may_move(CollectiveAction(state="acting"), "tell_back", {"member"})

    assert str(answer.reason) == "Zeg eerst wat het bracht, of dat het niets bracht."


def test_the_way_ahead_comes_first():
    assert next_moves(CollectiveAction(state="idea"), {"member"}) == ["ask", "no_result"]
    assert next_moves(CollectiveAction(state="idea"), {"resident"}) == []


@pytest.mark.django_db
def test_a_barrier_tells_what_is_done_about_it_and_about_what_went_on_in_it():
    by = acting("group")
    one, other = (
        barriers.notice(theme, "linde", "Zo.", by=by) for theme in ("no_bus", "wait_home")
    )
    about = actions.propose("Loket", area="linde", kind="change", barrier=one, by=acting("member"))
    barriers.merge(one, other, "Het is hetzelfde.", by=by)
    one.refresh_from_db()
    later = actions.propose("Brief", area="linde", kind="change", barrier=one, by=acting("member"))

    assert later.barrier_id == other.pk
    assert list(actions.actions_of(other)) == [later, about]
    assert set(actions.actions_in("linde")) == {about, later}
    assert list(actions.actions_in("haven")) == []
