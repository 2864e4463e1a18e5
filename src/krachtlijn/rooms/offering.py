"""Possibilities: found by anyone, kept true by whoever offers them."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from krachtlijn.community.models import Barrier
from krachtlijn.community.telling import fits_of
from krachtlijn.groups.choices import area_choices, barrier_choices, called
from krachtlijn.groups.models import Group
from krachtlijn.organisations.codes import LIFE_DOMAIN, THEMES
from krachtlijn.people.models import Membership
from krachtlijn.resources import actions, languages
from krachtlijn.resources.forms import PossibilityForm, SearchForm, said_now
from krachtlijn.resources.models import Possibility
from krachtlijn.resources.rules import Offerer, may_offer, may_tend
from krachtlijn.web.answers import demand
from krachtlijn.web.doors import open_page, own_page

PAGE = 30
FITS_FOR_ENOUGH = {
    "real": gettext_lazy("this is really there."),
    "meaningful": gettext_lazy("this matters."),
    "feasible": gettext_lazy("this can be managed."),
}


def offerers_of(person) -> list[Offerer]:
    """For whom someone may speak: their organisations, unless they only run the machine, and groups."""
    if not person.is_authenticated:
        return []
    roles = Membership.objects.filter(person=person).exclude(role=Membership.Role.OPERATOR)
    houses = {one.organisation_id: one.organisation for one in roles.select_related("organisation")}
    ours = [Offerer(house.name, organisation=house) for house in houses.values()]
    groups = Group.objects.of(person).filter(ended=None)
    return ours + [Offerer(group.name, group=group.pk) for group in groups]


@open_page("what is possible nearby is for everyone, without a gatekeeper")
def possibilities(request):
    """Search the list: words, what about, where, in which language, what costs nothing."""
    areas = area_choices()
    form = SearchForm(request.GET, areas=areas)
    asked = form.asked()
    page = Paginator(found(asked), PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page.object_list, dict(areas)),
        "asked": any(asked.values()),
        "narrowed": any(asked[name] for name in ("area", "language", "free")),
        "themes": [(code, one) for code, one in THEMES.items() if one.domain == asked["domain"]],
        "may_offer": may_offer(offerers_of(request.user)),
    }
    return render(request, "rooms/possibilities.html", context)


def found(asked: dict):
    """What answers a search, what was checked last first."""
    all_now = Possibility.objects.standing(timezone.localdate()).in_area(asked["area"])
    some = all_now.in_domain(asked["domain"]).in_language(asked["language"])
    some = some.with_words(asked["words"])
    return (some.free_of_charge() if asked["free"] else some).order_by("-checked_on", "name", "pk")


def _rows(found, names: dict[str, str]) -> list[dict]:
    return [{"one": one, "area": names.get(one.area, one.area), **_domain(one)} for one in found]


def _domain(one: Possibility) -> dict:
    if one.domain not in LIFE_DOMAIN:
        return {"pictogram": "sprout", "domain": ""}
    return {"pictogram": LIFE_DOMAIN.pictogram(one.domain), "domain": LIFE_DOMAIN.label(one.domain)}


@open_page("what is possible nearby is for everyone, without a gatekeeper")
def possibility(request, possibility_id):
    """Who offers it, where, when, for whom, what it costs, and when someone checked that."""
    one = get_object_or_404(Possibility, pk=possibility_id)
    names = dict(area_choices())
    barrier = Barrier.objects.filter(pk=one.came_of).first() if one.came_of else None
    context = {
        "one": one,
        **_domain(one),
        "area": names.get(one.area, one.area),
        "languages_said": languages.names(one.languages),
        "theme": THEMES.get(one.theme),
        "came_of": called(barrier, names) if barrier else "",
        "fits": [
            (told.who, FITS_FOR_ENOUGH[code])
            for code, told in fits_of(one.pk, timezone.localdate()).items()
        ],
        "may_tend": may_tend(one, offerers_of(request.user)),
    }
    return render(request, "rooms/possibility.html", context)


@own_page
def add(request):
    """Put something on the list, for an organisation or a group."""
    offerers = offerers_of(request.user)
    demand(may_offer(offerers))
    start = {"theme": request.GET.get("thema", ""), "came_of": request.GET.get("drempel", "")}
    form = _form(request, offerers=offerers, initial=start)
    if request.method == "POST" and form.is_valid():
        one = actions.offer(
            form.content(), by=_chosen(form, offerers), on=timezone.localdate(),
            possibility_id=_sent_id(request),
        )  # fmt: skip
        messages.success(request, _("It stands on the list now. Everyone can find it."))
        return redirect("possibility", one.pk)
    context = {"form": form, "id": _sent_id(request)}
    return render(request, "rooms/add_possibility.html", context, status=_status(form))


@own_page
def change(request, possibility_id):
    one, by = _tended(request, possibility_id)
    form = _form(request, now=one, initial=said_now(one))
    if request.method == "POST" and form.is_valid():
        actions.change(one, form.content(), by=by, on=timezone.localdate())
        messages.success(request, _("Changed. It is checked today."))
        return redirect("possibility", one.pk)
    context = {"form": form, "one": one}
    return render(request, "rooms/add_possibility.html", context, status=_status(form))


@own_page
@require_POST
def confirm(request, possibility_id):
    one, by = _tended(request, possibility_id)
    actions.confirm(one, by=by, on=timezone.localdate())
    messages.success(request, _("Thank you. People see that it is checked today."))
    return redirect("possibility", one.pk)


@own_page
def end(request, possibility_id):
    """It is there no more; asked once more."""
    one, by = _tended(request, possibility_id)
    if request.method != "POST":
        return render(request, "rooms/end_possibility.html", {"one": one})
    actions.end(one, by=by, on=timezone.localdate())
    messages.success(request, _("It is off the list. Who has its address reads that it ended."))
    return redirect("possibility", one.pk)


def _tended(request, possibility_id) -> tuple[Possibility, Offerer]:
    """Something on the list, and for whom the asker may tend it; refused with the reason."""
    one = get_object_or_404(Possibility, pk=possibility_id)
    offerers = offerers_of(request.user)
    demand(may_tend(one, offerers))
    return one, next(each for each in offerers if may_tend(one, [each]))


def _form(request, offerers=(), now: Possibility | None = None, **more) -> PossibilityForm:
    areas = area_choices(also=now.area if now else "")
    barriers = barrier_choices(also=now.came_of if now else None)
    return PossibilityForm(
        request.POST or None, areas=areas, barriers=barriers, offerers=offerers, **more
    )


def _chosen(form, offerers) -> Offerer:
    key = form.cleaned_data.get("offerer") or offerers[0].key
    return next(one for one in offerers if one.key == key)


def _sent_id(request) -> uuid.UUID:
    # Made by the page, so that what is sent twice is one.
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid.uuid4()


def _status(form) -> int:
    return 422 if form.errors else 200
