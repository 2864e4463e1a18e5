"""Who may put something on the list: an organisation or a group, never a person by name."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from krachtlijn.organisations.models import Organisation
from krachtlijn.resources.models import Possibility
from krachtlijn.web.answers import Refused


@dataclass(frozen=True)
class Offerer:
    """An organisation or a group, under the name that people read."""

    name: str
    organisation: Organisation | None = None
    group: uuid.UUID | None = None

    @property
    def key(self) -> str:
        return str(self.organisation.pk if self.organisation else self.group)


def may_offer(offerers: Collection[Offerer]):
    """Whether someone who speaks for these may put something on the list."""
    if not offerers:
        return Refused(_("Someone of an organisation or a group can put something on the list."))
    return True


def may_tend(possibility: Possibility, offerers: Collection[Offerer]):
    """Whether someone who speaks for these may change, check or end it."""
    if not any(_offers(one, possibility) for one in offerers):
        return Refused(_("Only whoever offers this can change it."))
    if possibility.ended:
        return Refused(_("This has ended."))
    return True


def _offers(one: Offerer, possibility: Possibility) -> bool:
    if one.organisation:
        return possibility.organisation_id == one.organisation.pk
    return one.group is not None and possibility.group == one.group
