"""Putting something on the list, and keeping it true. ``by`` is whoever offers it."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from krachtlijn.resources.models import Possibility
from krachtlijn.resources.rules import Offerer, may_offer, may_tend
from krachtlijn.web.answers import demand


def offer(
    content: Mapping[str, Any], *, by: Offerer, on: date, possibility_id: uuid.UUID | None = None
) -> Possibility:
    """Something new on the list. The id may be made by the page: sent again, it is the same one."""
    demand(may_offer([by]))
    possibility, _new = Possibility.objects.get_or_create(
        pk=possibility_id or uuid.uuid4(),
        defaults={
            **content, "organisation": by.organisation, "group": by.group, "offered_by": by.name,
            "began": on, "checked_on": on, "checked_by": by.name,
        },
    )  # fmt: skip
    return possibility


def change(possibility: Possibility, content: Mapping[str, Any], *, by: Offerer, on: date) -> None:
    """Say it anew; whoever changes it has checked it."""
    demand(may_tend(possibility, [by]))
    Possibility.objects.filter(pk=possibility.pk).update(
        **content, offered_by=by.name, checked_on=on, checked_by=by.name
    )


def confirm(possibility: Possibility, *, by: Offerer, on: date) -> None:
    """Everything on it is still right."""
    demand(may_tend(possibility, [by]))
    Possibility.objects.filter(pk=possibility.pk).update(checked_on=on, checked_by=by.name)


def end(possibility: Possibility, *, by: Offerer, on: date) -> None:
    """It is there no more; its page stays, and says so."""
    demand(may_tend(possibility, [by]))
    Possibility.objects.filter(pk=possibility.pk).update(ended=on)
