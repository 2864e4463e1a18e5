"""What someone shows, laid out as it stands with them: their pictures, and goals with both columns."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from krachtlijn.people.models import Person
from krachtlijn.plans import ecogram, pictures
from krachtlijn.plans.balance import own_words
from krachtlijn.plans.views import GoalWithParts, goals_with_parts
from krachtlijn.vault.kinds import Kind
from krachtlijn.vault.reading import Opened

WITH_A_GOAL = {"step", "condition"}


@dataclass
class Shown:
    """One kind of what is shown, with what it needs to be seen well."""

    kind: Kind
    entries: list[Opened]
    picture: SafeString | None = None
    title: str = ""
    legend: list[tuple[SafeString, str]] | None = None
    goals: list[GoalWithParts] | None = None


def laid_out(groups: list[tuple[Kind, list[Opened]]], whose: Person) -> list[Shown]:
    """The same entries that are shown, no more: a picture tells what stands in them."""
    name = whose.called.split(" ")[0]
    shown = [_one(kind, entries, name) for kind, entries in groups]
    if any(each.kind.name == "goal" for each in shown):
        course = [one for each in shown if _is_course(each.kind) for one in each.entries]
        shown = [each for each in shown if each.kind.name not in WITH_A_GOAL]
        goal = next(each for each in shown if each.kind.name == "goal")
        goal.goals = goals_with_parts(course)
    return shown


def _is_course(kind: Kind) -> bool:
    return kind.name == "goal" or kind.name in WITH_A_GOAL


def _one(kind: Kind, entries: list[Opened], name: str) -> Shown:
    if kind.name == "balance":
        newest = max(entries, key=lambda one: one.created)
        tilt, on = newest.content.get("tilt"), timezone.localdate(newest.created)
        drawn = pictures.balance(tilt, on=on, words=own_words(newest), of=name)
        return Shown(kind, entries, drawn)
    if kind.name == "tie":
        ties = ecogram.in_order(entries)
        title = _("The people around %(name)s") % {"name": name}
        return Shown(kind, ties, ecogram.drawn(ties, of=name), title, ecogram.legend(of=name))
    return Shown(kind, entries)
