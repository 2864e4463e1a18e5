"""What can be chosen from in forms: the areas of today, and the barriers that go on."""

import uuid

from django.db.models import Q
from django.utils import timezone

from krachtlijn.community.models import Barrier
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.codes import THEMES
from krachtlijn.organisations.models import Area

Choices = list[tuple[str, str]]


def area_choices(also: str = "") -> Choices:
    """The areas of today, by name; and the one that was chosen before, also of an older division."""
    found = list(areas_at(timezone.localdate()).values_list("code", "name"))
    if also and also not in dict(found):
        old = Area.objects.filter(code=also).order_by("-division").first()
        found.append((also, old.name if old else also))
    return found


def barrier_choices(area: str = "", also: uuid.UUID | None = None) -> Choices:
    """The barriers that go on, of this area or of all; in a constant number of questions.

    And the one that was chosen before, whatever became of it.
    """
    found = Barrier.objects.filter(Q(closed=None, merged_into=None) | Q(pk=also))
    found = found.prefetch_related("scopes")
    found = found.filter(scopes__area=area).distinct() if area else found
    names = dict(area_choices())
    return [(str(one.pk), called(one, names)) for one in found.order_by("opened", "pk")]


def called(barrier: Barrier, names: dict[str, str]) -> str:
    """What a barrier is called in a list, with its area."""
    scopes = list(barrier.scopes.all())
    title = barrier.title or (str(THEMES[scopes[0].theme].label) if scopes else "")
    where = sorted({names.get(scope.area, scope.area) for scope in scopes} - {""})
    return f"{title} – {', '.join(where)}" if where else title
