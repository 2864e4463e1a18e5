from django import template
from django.utils.translation import gettext

from krachtlijn.community.actions import UNDER_WAY
from krachtlijn.community.models import CollectiveAction

register = template.Library()
State = CollectiveAction.State


@register.simple_tag
def about_how_many(size: int) -> str:
    """How many are in a group, in words: never a number, and nothing exact of a small one."""
    if size >= 25:
        return gettext("a big group")
    if size >= 10:
        return gettext("more than ten people")
    if size >= 5:
        return gettext("a handful of people or more")
    return gettext("a small group")


@register.filter
def path_of(action: CollectiveAction) -> list[dict]:
    """The steps of an action in their order: done, now, or still to come."""
    # What brought nothing may have stopped anywhere, so its line tells only that.
    order = [State.IDEA, State.NO_RESULT] if action.brought is False else [*UNDER_WAY, State.RESULT]
    order.append(State.TOLD_BACK)
    at = order.index(State(action.state))
    hows = ["done"] * at + ["now"] + ["to-come"] * (len(order) - at - 1)
    return [{"label": one.label, "how": how} for one, how in zip(order, hows, strict=True)]
