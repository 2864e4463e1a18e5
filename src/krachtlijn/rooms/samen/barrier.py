"""One barrier: its line of eight phases, who can answer, and what comes next."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.community import barriers
from krachtlijn.community.actions import actions_of
from krachtlijn.community.models import Barrier
from krachtlijn.community.phases import BESIDE, line_of_eight, next_moves, with_line
from krachtlijn.community.telling import Numbers, Told, did_of, numbers_of_areas
from krachtlijn.organisations.areas import areas_at
from krachtlijn.rooms.samen.acts import ACTS, NoticeForm, do, form_of
from krachtlijn.rooms.samen.neighbourhood import area_or_404, groups_of
from krachtlijn.rooms.samen.parts import Standing, standing_in, standing_to, today
from krachtlijn.rooms.samen.rights_bodies import bodies_for
from krachtlijn.web.answers import demand
from krachtlijn.web.doors import open_page, own_page

DID_FOR_ENOUGH = {
    "yes": gettext_lazy("this did something for me."),
    "a_bit": gettext_lazy("this helped me a bit."),
    "no": gettext_lazy("this did nothing for me."),
}


@open_page("what many people say, and what is answered, is everyone's to read")
def barrier(request, barrier_id):
    """The line, what was said, and the one thing that comes next."""
    found = barrier_or_404(barrier_id)
    standing = standing_to(found, request.user)
    areas = areas_of(found)
    context = {
        "barrier": found,
        "areas": areas,
        "line": line_of_eight(found),
        "beside": [(BESIDE[one.what], one) for one in found.moves.all() if one.what in BESIDE],
        "told": told_of(found, numbers_of_areas([area.code for area in areas], today())),
        **answers_to(found),
        "groups": list(groups_of(found)),
        "actions": list(actions_of(found)),
        "theme": next((scope.theme for scope in found.scopes.all()), ""),
        "bodies": bodies_for(scope.theme for scope in found.scopes.all()),
        "next": next_act(found, standing),
        "may_merge": bool(standing.may(found, "merge")),
    }
    return render(request, "rooms/samen/barrier.html", context)


def barrier_or_404(barrier_id) -> Barrier:
    """With its line."""
    every = with_line(Barrier.objects.select_related("merged_into"))
    return get_object_or_404(every, pk=barrier_id)


def areas_of(found: Barrier) -> list:
    """The areas of today that it is about."""
    codes = {scope.area for scope in found.scopes.all()}
    return list(areas_at(today()).filter(code__in=codes))


def told_of(found: Barrier, numbers: dict[str, Numbers]) -> Told | None:
    """What is told of all its places together."""
    told = [one for area in numbers if (one := numbers[area].of(found, area))]
    return Told(sum(one.number or 0 for one in told) or None) if told else None


def answers_to(found: Barrier) -> dict:
    """What was asked and answered last, and what people say it did for them, where enough do."""
    did = did_of(found.pk, today())
    return {
        "answer": last_move(found, "decide") if found.decision else None,
        "asked": last_move(found, "report") if found.answer_by else None,
        "did": [(one.who, DID_FOR_ENOUGH[code]) for code, one in did.items()],
    }


def last_move(found: Barrier, what: str):
    """The last time this was done, with what was said."""
    return next((one for one in reversed(found.moves.all()) if one.what == what), None)


def next_act(found: Barrier, standing: Standing) -> dict | None:
    """The main act, and whether this reader may; where not, why not. What else they may is beside it."""
    asked = {}
    for move in next_moves(found):
        heard = move != "bundle" or barriers.is_heard(found, on=today())
        asked[move] = standing.may(found, move, heard=heard)
    if not asked:
        return None
    main = next((move for move, answer in asked.items() if answer), next(iter(asked)))
    others = [(one, ACTS[one]) for one, answer in asked.items() if answer and one != main]
    return {"move": main, "act": ACTS[main], "answer": asked[main], "others": others}


@own_page
def move(request, barrier_id, move):
    """Make a move, with what is said about it; refused with the reason by who may not."""
    found = barrier_or_404(barrier_id)
    if move not in ACTS:
        raise Http404
    standing = standing_to(found, request.user)
    heard = move != "bundle" or barriers.is_heard(found, on=today())
    demand(standing.may(found, move, heard=heard))
    form = form_of(move, found, request.POST or None)
    if form.is_valid() and (done := _done(request, move, form, standing)):
        messages.success(request, _("Done. Everyone can read this now."))
        return redirect("city" if "city" in request.POST else "barrier", *_to(request, done))
    who = standing.acting(move).who
    context = {"barrier": found, "form": form, "act": ACTS[move], "move": move, "who": who}
    status = 422 if form.errors else 200
    return render(request, "rooms/samen/move.html", context, status=status)


def _done(request, move: str, form, standing: Standing) -> Barrier | None:
    if move == "merge":
        standing = standing.beside(standing_to(form.cleaned_data["into"], request.user))
    return do(move, form, standing)


def _to(request, done: Barrier) -> tuple:
    return () if "city" in request.POST else (done.pk,)


@own_page
def notice(request, area):
    """Write down something that holds people back here; one barrier for each theme and place."""
    here = area_or_404(area)
    standing = standing_in(here.code, request.user)
    demand(standing.may(Barrier(phase=""), "notice"))
    theme = request.GET.get("theme", "")
    form = NoticeForm(request.POST or None, initial={"theme": theme})
    if request.method == "POST" and form.is_valid():
        found = barriers.notice(area=here.code, by=standing.acting("notice"), **form.cleaned_data)
        return redirect("barrier", found.pk)
    context = {"area": here, "form": form, "who": standing.acting("notice").who}
    status = 422 if form.errors else 200
    return render(request, "rooms/samen/notice.html", context, status=status)
