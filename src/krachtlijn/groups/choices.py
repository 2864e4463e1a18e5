"""What can be chosen from in forms: the areas of today, and the barriers that go on."""

from django.utils import timezone

from krachtlijn.community.models import Barrier
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.codes import THEMES

Choices = list[tuple[str, str]]


def area_choices() -> Choices:
    """The areas of today, by name."""
    return list(areas_at(timezone.localdate()).values_list("code", "name"))


def barrier_choices(area: str = "") -> Choices:
    """The barriers that go on, of this area or of all; in a constant number of questions."""
    found = Barrier.objects.filter(closed=None, merged_into=None).prefetch_related("scopes")
    found = found.filter(scopes__area=area).distinct() if area else found
    names = dict(area_choices())
    return [(str(one.pk), called(one, names)) for one in found.order_by("opened", "pk")]


def called(barrier: Barrier, names: dict[str, str]) -> str:
    """What a barrier is called in a list, with its area."""
    scopes = list(barrier.scopes.all())
    title = barrier.title or (str(THEMES[scopes[0].theme].label) if scopes else "")
    where = sorted({names.get(scope.area, scope.area) for scope in scopes} - {""})
    return f"{title} – {', '.join(where)}" if where else title
