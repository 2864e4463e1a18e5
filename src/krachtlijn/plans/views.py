from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from krachtlijn.plans.balance import balance_of
from krachtlijn.plans.became import news
from krachtlijn.vault import granting
from krachtlijn.vault.answering import tell_answers
from krachtlijn.vault.looks import last_look
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, name_authors, read_own
from krachtlijn.web.doors import own_page


@own_page
def plan(request):
    """My whole plan on one page: what carries, what weighs, where I want to go."""
    entries = read_own(request.user)
    name_authors(entries, request.user)
    standing = [one for one in entries if one.standing == Standing.OWN]
    sight = granting.Sight(request.user)
    tell_answers(standing, sight.circle)
    context = {
        "rooms": in_rooms(standing),
        "entries": standing,
        "reaching": reaching(standing),
        "proposals": [one for one in entries if one.is_proposed],
        "let_go": any(one.is_let_go for one in entries),
        "readers": sight.readers_of(standing),
        "look": last_look(request.user),
        "news": news(request.user, entries),
        **balance_of(standing),
    }
    return render(request, "plans/plan.html", context)


@own_page
def let_go(request):
    """What I let go: still mine, out of sight, and free to be taken up again."""
    entries = read_own(request.user, standing=Standing.LET_GO)
    return render(request, "plans/let_go.html", {"entries": entries})


def in_rooms(entries: list[Opened]) -> dict[str, list]:
    """The rooms of the plan; the order says nothing about worth."""
    rooms: dict[str, list] = {
        name: [] for name in {*ROOMS.values(), *BY_ROOM.values(), MORE, UNSAID}
    }
    for one in entries:
        if room := room_of(one):
            rooms[room].append(one)
    rooms["goals"] = goals_with_parts(entries)
    return rooms


ROOMS = {
    "place": "places", "strength": "carries", "source": "carries", "vulnerability": "weighs",
    "aid": "aids", "wish": "wishes", "exploration": "wishes", "choice": "wishes",
    "experience": "well", "reflection": "well", "signs": "hard", "tie": "people",
    "story": "story",
}  # fmt: skip

# Where a kind stands that has no place of its own above: by the room it says it is in.
BY_ROOM = {
    "strengths": "carries", "balance": "weighs", "course": "wishes", "experiences": "well",
    "people": "people_too", "story": "story",
}  # fmt: skip
MORE, UNSAID = "more", "unsaid"
FACTORS = {"bead": "carries", "both": "weighs", "stone": "weighs"}
# These have their own place: a picture, a goal's two columns, a page, or beside what they answer.
ELSEWHERE = {"balance", "goal", "step", "condition", "neighbourhood"}


def room_of(one: Opened) -> str | None:
    """Where an entry stands on the page; nothing for what stands elsewhere."""
    if one.kind.name in ELSEWHERE or one.kind.chosen_by_others:
        return None
    if one.kind.name == "factor":
        return FACTORS.get(one.record.mark()[0], UNSAID)
    return ROOMS.get(one.kind.name) or BY_ROOM.get(one.kind.room, MORE)


@dataclass
class GoalWithParts:
    """A goal with both columns: what I do, and what must change around me."""

    goal: Opened | None
    steps: list[Opened]
    conditions: list[Opened]


def reaching(entries: list[Opened]) -> list[tuple[str, list[Opened]]]:
    """What I ask, where I take part and what I give, as far as it stands in the plan."""
    told = [(str(name), [one for one in entries if does(one)]) for name, does in REACHING]
    return [(name, found) for name, found in told if found]


def says(one: Opened, kind: str, field: str, *codes: str) -> bool:
    """Whether an entry of this kind answers this question with one of these."""
    if one.kind.name != kind:
        return False
    said = one.content.get(field) or []
    return bool({*codes} & {*(said if isinstance(said, list) else [said])})


REACHING = (
    (
        _("What I ask"),
        lambda one: says(one, "step", "kind", "ask") or says(one, "experience", "did", "asked"),
    ),
    (
        _("Where I take part"),
        lambda one: (
            says(one, "step", "kind", "meet", "act_together", "change_rules")
            or says(one, "experience", "did", "took_part")
            or says(one, "place", "tense", "have")
        ),
    ),
    (
        _("What I give"),
        lambda one: (
            says(one, "step", "kind", "offer")
            or says(one, "experience", "did", "helped")
            or says(one, "tie", "direction", "receives", "both")
        ),
    ),
)


def goals_with_parts(entries: list[Opened]) -> list[GoalWithParts]:
    """Each goal with its steps and conditions; what belongs to no goal comes last."""
    goals = {one.id: GoalWithParts(one, [], []) for one in entries if one.kind.name == "goal"}
    loose = GoalWithParts(None, [], [])
    for one in entries:
        with_goal = goals.get(one.about, loose) if one.about else loose
        if one.kind.name == "step":
            with_goal.steps.append(one)
        elif one.kind.name == "condition":
            with_goal.conditions.append(one)
    rest = [loose] if loose.steps or loose.conditions else []
    return [*goals.values(), *rest]
