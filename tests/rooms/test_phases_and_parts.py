"""Every state of a barrier, every part, every move: exactly these are allowed, also on the pages.

The table is written by hand, apart from the one in the rules.
"""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse

from krachtlijn.community import barriers
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Barrier, Move, Scope
from krachtlijn.community.rules import may_merge, may_move
from krachtlijn.web.answers import Refused
from tests.rooms.conftest import AREA, STATES, THEME, lines_of, tell, today

PARTS = ("resident", "worker", "group", "moderator", "addressee", "post")
MOVES = (
    "notice", "collect", "bundle", "analyse", "report", "decide", "act", "tell_back", "close", "reopen",
)  # fmt: skip
READERS = {"group", "moderator"}
BEGINNERS = {"worker", "group", "moderator", "post"}
ALLOWED: dict[str, dict[str, set[str]]] = {
    "": {"notice": BEGINNERS},
    "noticed": {"collect": BEGINNERS},
    "collected": {"bundle": READERS | {"post"}},
    "bundled": {"analyse": READERS},
    "analysed": {"report": READERS},
    "reported": {"decide": {"addressee"}},
    "decided to act": {"act": {"addressee", "group"}, "tell_back": READERS | {"addressee"}},
    "decided not to act": {"tell_back": READERS | {"addressee"}},
    "being done": {"tell_back": READERS | {"addressee"}},
    "told back": {"close": READERS},
    "closed": {"reopen": {"post"}},
}
# Who each person of the place is to the barrier.
PEOPLE = {
    "nobody": set(),
    "resident": {"resident"},
    "worker": {"resident", "worker"},
    "group": {"resident", "group"},
    "lone group": {"resident"},
    "moderator": {"resident", "moderator"},
    "expert": {"resident", "moderator"},
    "moderator elsewhere": {"resident"},
    "officer": {"resident", "addressee"},
    "officer elsewhere": {"resident"},
    "worker of the addressee": {"resident", "worker"},
    "operator": {"resident"},
}


def is_reason(answer) -> bool:
    return isinstance(answer, Refused) and len(str(answer)) > 15 and str(answer).endswith(".")


def state_of(place, state: str) -> Barrier:
    return place.barrier(state) if state else Barrier(phase="")


@pytest.mark.parametrize("state", ALLOWED)
def test_the_rule_allows_exactly_this(place, state):
    tell(41)
    barrier = state_of(place, state)

    found: dict[str, set[str]] = {}
    for move in MOVES:
        for part in PARTS:
            answer = may_move(barrier, move, {part})
            if answer is True:
                found.setdefault(move, set()).add(part)
            else:
                assert is_reason(answer), (state, part, move)
        assert is_reason(may_move(barrier, move, set())), (state, move)

    assert found == ALLOWED[state]


@pytest.mark.parametrize("state", STATES)
def test_the_verbs_do_what_the_rule_allows_and_else_nothing(place, state):
    tell(41)
    barrier = place.barrier(state)

    for move in MOVES[1:]:
        for part in PARTS:
            if part in ALLOWED[state].get(move, ()):
                continue
            with pytest.raises(Refused) as no:
                place.make(move, barrier, parts={part})
            assert is_reason(no.value)

    assert lines_of(barrier) == len(STATES[state])
    assert Barrier.objects.values().get(pk=barrier.pk) == Barrier.objects.values().get()


@pytest.mark.parametrize("state", STATES)
def test_who_may_does_it_and_it_is_written_down(place, state):
    tell(41)
    for move, parts in ALLOWED[state].items():
        for part in sorted(parts):
            Scope.objects.all().delete()
            barrier = place.barrier(state)

            place.make(move, barrier, parts={part})

            line = Move.objects.filter(barrier=barrier).last()
            assert (line.what, line.who, line.said, line.on) == (
                move, f"who does {move}", f"said at {move}", today()
            )  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_merging_and_splitting_belong_to_the_group_and_the_readers(place, state):
    tell(41)
    barrier, other = place.barrier(state), Barrier.objects.create(opened=today())

    for part in PARTS:
        may = part in READERS and state != "closed"
        for into in (other, None):
            answer = may_merge(barrier, into, {part})
            assert answer is True if may else is_reason(answer), (state, part)


def test_what_went_on_elsewhere_moves_no_more(place):
    tell(41)
    barrier, other = place.barrier("bundled"), place.barrier("noticed", "rent_high")
    gone = barriers.merge(barrier, other, "they are one", by=acting("group"))

    barrier.refresh_from_db()
    assert gone == other
    for move in MOVES[1:]:
        for part in PARTS:
            assert is_reason(may_move(barrier, move, {part}))
    assert is_reason(may_merge(barrier, None, {"group"}))
    assert is_reason(may_merge(other, barrier, {"group"}))


def acting(*parts: str) -> Acting:
    return Acting("who", frozenset(parts), today())


# ---------------------------------------------------------------------------- through the pages

ON_PAGES = MOVES[1:-1]
ASKED = {"said": "typed", "act": "act"}


def sent(place, move: str) -> dict:
    if move == "report":
        day = (today() + timedelta(days=30)).isoformat()
        return ASKED | {"to": str(place.city.pk), "answer_by": day}
    return ASKED


@pytest.mark.parametrize("state", STATES)
def test_the_pages_allow_exactly_this(place, state):
    tell(41)
    barrier = place.barrier(state)
    place.group_of(barrier)
    place.lone_group_of(barrier)
    Barrier.objects.update(addressee=place.city)

    for who, parts in PEOPLE.items():
        page = place.page(who)
        for move in ON_PAGES:
            if parts & ALLOWED[state].get(move, set()):
                is_done(page, place, barrier, move)
            else:
                is_refused(page, place, barrier, move, parts)


def is_refused(page, place, barrier: Barrier, move: str, parts: set[str]) -> None:
    address, lines = reverse("barrier-move", args=[barrier.pk, move]), lines_of(barrier)
    read, typed = page.get(address), page.post(address, sent(place, move))
    assert lines_of(barrier) == lines
    if not parts:
        assert read["Location"] == f"/in/?next={quote(address)}"
        assert typed.status_code == 401
        return
    for answer in (read, typed):
        assert answer.status_code == 403, move
        assert is_told_why(answer, barrier, move, parts), move


def is_done(page, place, barrier: Barrier, move: str) -> None:
    """And undone afterwards, for the next one who may."""
    address, lines = reverse("barrier-move", args=[barrier.pk, move]), lines_of(barrier)
    before = Barrier.objects.values().get(pk=barrier.pk)
    assert page.get(address).status_code == 200
    answer = page.post(address, sent(place, move))
    assert (answer.status_code, answer["Location"]) == (302, reverse("barrier", args=[barrier.pk]))
    assert lines_of(barrier) == lines + 1
    Move.objects.filter(barrier=barrier).last().delete()
    Barrier.objects.filter(pk=barrier.pk).update(**before)


def is_told_why(answer, barrier: Barrier, move: str, parts: set[str]) -> bool:
    reason = may_move(Barrier.objects.get(pk=barrier.pk), move, parts)
    return is_reason(reason) and str(reason) in answer.content.decode()


@pytest.mark.parametrize("move", ["notice", "reopen", "delete", "save"])
def test_what_is_no_act_of_people_has_no_page(place, move):
    barrier = place.barrier("noticed")

    for who in PEOPLE:
        address = reverse("barrier-move", args=[barrier.pk, move])
        answer = place.page(who).post(address, ASKED)
        assert answer.status_code == (401 if who == "nobody" else 404)


def test_closing_without_telling_back_is_refused_with_the_reason(place):
    tell(41)
    for state in set(STATES) - {"told back", "closed"}:
        Scope.objects.all().delete()
        barrier = place.barrier(state)
        with pytest.raises(Refused, match="First tell back what came of it"):
            place.make("close", barrier, parts={"moderator"})

        answer = place.page("moderator").post(
            reverse("barrier-move", args=[barrier.pk, "close"]), ASKED
        )
        assert answer.status_code == 403
        assert "First tell back what came of it." in answer.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
@pytest.mark.parametrize("decision", ["act", "not_act"])
def test_deciding_without_a_reason_is_refused_with_the_reason(place, decision, reason):
    tell(41)
    barrier = place.barrier("reported")
    with pytest.raises(Refused, match="and why"):
        barriers.decide(barrier, reason, act=decision == "act", by=acting("addressee"))

    answer = place.page("officer").post(
        reverse("barrier-move", args=[barrier.pk, "decide"]), {"act": decision, "said": reason}
    )

    assert answer.status_code == 422
    assert "Write in a few words what is said or done, and why." in answer.content.decode()
    assert Barrier.objects.get(pk=barrier.pk).decision == ""


@pytest.mark.parametrize("how", ["nothing was released", "it is long ago", "it is another theme"])
def test_bundling_below_the_threshold_is_refused_with_the_reason(place, how):
    barrier = place.barrier("collected")
    if how == "it is long ago":
        cell = tell(41)
        cell.release.made = today() - timedelta(days=400)
        cell.release.save()
    if how == "it is another theme":
        tell(41, "rent_high")
        tell(41, THEME, "molenwijk")
    with pytest.raises(Refused, match="Not enough people said this yet"):
        place.make("bundle", barrier)

    page = place.page("moderator")
    address = reverse("barrier-move", args=[barrier.pk, "bundle"])
    for answer in (page.get(address), page.post(address, ASKED)):
        assert answer.status_code == 403
        assert "Not enough people said this yet." in answer.content.decode()
    assert (
        "Not enough people said this yet."
        in page.get(reverse("barrier", args=[barrier.pk])).content.decode()
    )
    assert Barrier.objects.get(pk=barrier.pk).phase == "collected"


def test_who_notices_something_writes_it_down_once(place):
    address = reverse("notice-barrier", args=[AREA])
    elsewhere = place.barrier("noticed", "rent_high")
    group = place.group_of(elsewhere)
    place.lone_group_of(elsewhere)
    typed = {"theme": THEME, "said": "typed"}

    may = {one for one, parts in PEOPLE.items() if parts & BEGINNERS}
    for who in set(PEOPLE) - may - {"nobody"}:
        answer = place.page(who).post(address, typed)
        assert answer.status_code == 403
        assert "writes this down" in answer.content.decode()
    for who in sorted(may, key=lambda one: one != "worker"):
        answer = place.page(who).post(address, typed)
        assert answer["Location"] == reverse(
            "barrier", args=[Scope.objects.get(theme=THEME).barrier_id]
        )

    line = Move.objects.get(barrier__scopes__theme=THEME)
    assert (line.what, line.who, line.said) == ("notice", "Wijkhuis", "typed")
    assert group.name not in line.who


def merge_by(place, who: str, barrier: Barrier, into: Barrier, said: str = "they are one"):
    address = reverse("barrier-move", args=[barrier.pk, "merge"])
    return place.page(who).post(address, {"into": str(into.pk), "said": said})


def test_a_group_merges_only_what_it_stands_on_itself(place):
    one, other = place.barrier("noticed"), place.barrier("noticed", "rent_high")
    place.group_of(one)
    place.lone_group_of(one)

    for who, status in (("lone group", 403), ("group", 422)):
        answer = merge_by(place, who, one, other)
        assert answer.status_code == status
        assert "or a group that stands on both, can do this." in answer.content.decode()
    place.group_of(other)
    answer = merge_by(place, "group", one, other)

    assert answer["Location"] == reverse("barrier", args=[other.pk])
    one.refresh_from_db()
    assert one.merged_into == other


def test_a_reader_merges_what_is_in_their_place(place):
    one, other = place.barrier("noticed"), place.barrier("noticed", "rent_high")

    assert merge_by(place, "moderator", one, other).status_code == 302


@pytest.mark.parametrize("without", ["account", "one"])
def test_only_who_has_an_account_makes_a_group_count(place, without):
    tell(41)
    barrier = place.barrier("bundled")
    group = place.group_of(barrier)
    gone = group.members.exclude(person=place.people["group"]).first()
    gone.delete()
    if without == "account":
        group.members.create(alias="a name alone")

    answer = place.page("group").get(reverse("barrier-move", args=[barrier.pk, "analyse"]))

    assert answer.status_code == 403
    assert "A group of three or more" in answer.content.decode()
