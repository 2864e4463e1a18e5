"""The pages on which a person tells the neighbourhood something, and reads what became of it."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from krachtlijn.community import sentences, signals
from krachtlijn.community.periods import month_of
from krachtlijn.community.sentences import WITHIN
from krachtlijn.organisations.codes import LEVEL, LIFE_DOMAIN, MECHANISM, THEMES
from krachtlijn.plans import became as what
from krachtlijn.plans import signalling
from krachtlijn.plans.codes import DID_FOR_ME, FITS
from krachtlijn.plans.forms import AreaForm, SignalForm
from krachtlijn.plans.kinds.neighbourhood import area_of, areas_of_today
from krachtlijn.vault import actions, granting
from krachtlijn.vault.reading import Opened, read_mine
from krachtlijn.vault.views import posted_id, uuid_or_404
from krachtlijn.web.answers import Refused
from krachtlijn.web.doors import own_page


@own_page
def signal(request):
    """Is this only mine? First what would leave; then, as an act of its own, the yes."""
    area, factor = area_of(request.user), _factor(request)
    context: dict[str, Any] = {"factor": factor, "theme": _theme(request)}
    if area not in (known := areas_of_today()):
        return _ask_area(request, context)
    readers = signalling.readers_of(area)
    context |= {"area": known[area], "readers": readers, "days": WITHIN.days}
    named = {"mechanisms": factor.content["mechanism"] if factor else (), "read": bool(readers)}
    if request.method != "POST":
        form = SignalForm(initial={"theme": context["theme"]}, **named)
        return render(request, "plans/signal.html", context | {"form": form})
    form = SignalForm(request.POST, **named)
    if not form.is_valid() or request.POST.get("act") == "back":
        status = 422 if form.errors else 200
        return render(request, "plans/signal.html", context | {"form": form}, status=status)
    return _preview_or_give(request, context | {"form": form}, area)


def _preview_or_give(request, context, area):
    said = context["form"].cleaned_data
    what = {"level": said["level"], "area": area, "sentence": said.get("sentence", "")}
    what["month"] = month_of(timezone.localdate())
    try:
        left = signalling.preview(said["theme"], **what)
        if request.POST.get("act") != "give":
            context["left"] = _told(left, context["area"])
            return render(request, "plans/signal_preview.html", context)
        signalling.give(request.user, said["theme"], **what, by=request.user)
    except Refused as no:
        context["form"].add_error(None, str(no))
        return render(request, "plans/signal.html", context, status=422)
    messages.success(request, _("It waits for the post now. You can take it back all along."))
    return redirect("what-became")


def _told(left: dict[str, str], area: str) -> list[tuple[str, str, str]]:
    """What leaves, in the reader's words: question, answer and pictogram; nothing is added to it."""
    shown = {
        "theme": (_("What it is about"), THEMES[left["theme"]].label, THEMES[left["theme"]].pictogram),
        "mechanism": (_("What plays a part"), *_code(MECHANISM, left["mechanism"])),
        "domain": (_("Which part of life"), *_code(LIFE_DOMAIN, left["domain"])),
        "level": (_("Where it comes from"), *_code(LEVEL, left["level"])),
        "area": (_("Which neighbourhood"), area, "map-pin"),
        "month": (_("Which month"), signalling.month_told(left["month"]), "calendar-days"),
        "sentence": (_("Your sentence, once it is read"), left.get("sentence"), "message-square-quote"),
    }  # fmt: skip
    return [(question, str(said), icon) for question, said, icon in shown.values() if said]


def _code(codes, code: str) -> tuple[str, str]:
    return (codes.label(code), codes.pictogram(code)) if code else ("", "")


@own_page
def my_area(request):
    """Where I live: from the list, sealed, and only for me. Then back to where one was."""
    form = AreaForm(request.POST or None, initial={"area": area_of(request.user)})
    context = {"factor": _factor(request), "theme": _theme(request), "area_form": form}
    if request.method != "POST" or not form.is_valid():
        return _ask_area(request, context, status=422 if form.errors else 200)
    if form.cleaned_data["area"] != area_of(request.user):
        said = {"area": form.cleaned_data["area"], "words": ""}
        actions.write(uuid.uuid4(), "neighbourhood", said, by=request.user)
    if context["factor"] or context["theme"]:
        return redirect(f"{reverse('signal')}?{_whence(context)}")
    messages.success(request, _("Your neighbourhood is in your plan, and only for you."))
    return redirect("plan")


def _ask_area(request, context, *, status=200):
    context.setdefault("area_form", AreaForm())
    context["areas"] = bool(areas_of_today())
    return render(request, "plans/my_area.html", context, status=status)


def _whence(context) -> str:
    """The way back: the entry one came from, or the theme."""
    factor = context["factor"]
    return urlencode({"factor": factor.id} if factor else {"theme": context["theme"]})


@own_page
def take_back(request):
    """All I said; each can be taken back, waiting or posted, and needs no reason."""
    if request.method != "POST":
        said = signalling.given(request.user)
        return render(request, "plans/take_signal_back.html", {"said": said})
    theme, month = request.POST.get("theme", ""), request.POST.get("month", "")
    if theme not in THEMES:
        raise Http404
    how = signalling.take_back(request.user, theme, month, by=request.user)
    messages.success(request, str(signals.TAKEN_BACK[how]))
    return redirect("what-became")


@own_page
def what_became(request):
    """What became of what I said, what came of it, and what it is for me."""
    became = what.what_became(request.user)
    if request.method == "POST":
        return _answered(request, became)
    context = {
        "became": _shown(became),
        "waiting": [one for one in signalling.given(request.user) if one.waits],
        "days": WITHIN.days,
        "fits": [(code, FITS.label(code), FITS.pictogram(code)) for code in FITS],
        "did": [(code, DID_FOR_ME.label(code), DID_FOR_ME.pictogram(code)) for code in DID_FOR_ME],
    }
    return render(request, "plans/what_became.html", context)


def _shown(became: list[what.Became]) -> list[dict]:
    """Each with what is offered of it: what came of two things is offered once."""
    areas, offered, shown = areas_of_today() if became else {}, set(), []
    told = _sentences(became)
    for one in became:
        fresh = [each for each in one.possibilities if each.pk not in offered]
        offered |= {each.pk for each in fresh}
        did = ("did", str(one.barrier.pk)) if one.barrier else ("", "")
        shown.append(
            {
                "one": one,
                "where": _once(
                    areas.get(each.signal.area, "") for each in one.times if each.signal
                ),
                "months": _once(each.when for each in one.times),
                "sentences": [told[token] for token in _tokens(one) if token in told],
                "offers": [_offer(each, one) for each in fresh],
                "asks_did": did in one.asked,
                "did": one.answers.get(did),
            }
        )
    return shown


def _tokens(one: what.Became) -> list[str]:
    return [each.signal.token for each in one.times if each.signal]


def _sentences(became: list[what.Became]) -> dict[str, dict]:
    """How it is with each sentence that was given along; found by the token, and kept nowhere else."""
    found = sentences.given_with(token for one in became for token in _tokens(one))
    today = timezone.localdate()
    return {
        one.token: {
            "state": one.state,
            "by": one.checked_by,
            "when": signalling.month_told(one.month),
            "late": sentences.is_late(one, on=today),
        }
        for one in found
    }


def _once(words) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]


def _offer(it, one: what.Became) -> dict:
    answered = one.answers.get(("fits", str(it.pk)))
    named = {"it": it, "at": it.pk.hex, "step": uuid.uuid4()}
    return {**named, "answered": answered, "is_new": one.is_new(it)}


def _answered(request, became):
    """Keep an answer, about nothing but what came of one's own words."""
    asked = (request.POST.get("question", ""), request.POST.get("about", ""))
    if asked not in {each for one in became for each in one.asked}:
        raise Http404
    try:
        what.answer(request.user, *asked, request.POST.getlist("said"), by=request.user)
        messages.success(request, _("Your answer waits for the post. Nobody knows it is yours."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("what-became")


@own_page
@require_POST
def make_step(request):
    """A step of what became possible. Kept back from all: else it would tell what someone said."""
    words = request.POST.get("words", "").strip()
    if not words:
        messages.error(request, _("Write in a few words which step it is."))
        return redirect("what-became")
    with transaction.atomic():
        opened, _new = actions.write(posted_id(request), "step", {"words": words}, by=request.user)
        granting.keep_back(entry=opened.id, by=request.user)
    messages.success(request, _("It is in your plan. Only you see it."))
    return redirect("entry", opened.id)


@own_page
@require_POST
def not_only_me(request, entry_id):
    """This is not (only) me: the person says where it sits too, and it stands in their own words."""
    opened, where = read_mine(request.user, entry_id), request.POST.get("where", "")
    if opened.kind.name != "factor" or where not in ("surroundings", "society"):
        raise Http404
    said = [*opened.content["where"], where]
    actions.rewrite(entry_id, {"where": said}, revision=opened.revision, by=request.user)
    messages.success(request, _("It stands there now: this is not only you."))
    return redirect("entry", entry_id)


def _factor(request) -> Opened | None:
    said = request.POST.get("factor") or request.GET.get("factor")
    found = read_mine(request.user, uuid_or_404(said)) if said else None
    if found and found.kind.name != "factor":
        raise Http404
    return found


def _theme(request) -> str:
    said = request.POST.get("theme") or request.GET.get("theme") or ""
    return said if said in THEMES else ""
