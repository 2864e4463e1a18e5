from itertools import groupby

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from krachtlijn.people import stepup
from krachtlijn.people.forms import PinAgainForm
from krachtlijn.plans import became, signalling
from krachtlijn.vault import granting
from krachtlijn.vault.erasing import erase_person
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.looks import looks_at, proof_code
from krachtlijn.vault.reading import read_own
from krachtlijn.vault.views import WRONG_PIN
from krachtlijn.web.doors import own_page


@own_page
def me(request):
    return render(request, "rooms/me.html", {"has_card": stepup.has_card(request.user)})


@own_page
def who_sees_what(request):
    """Everything I show, to whom and until when; each can be stopped here."""
    entries = {one.id: one for one in read_own(request.user)}
    words = [
        {
            "word": word,
            "entry": entries.get(word.entry) if word.entry else None,
            "kind": _kind(word),
        }
        for word in granting.words_of(request.user)
    ]
    context = {
        "shown": [one for one in words if one["word"].shows],
        "kept_back": [one for one in words if not one["word"].shows],
    }
    return render(request, "rooms/who_sees_what.html", context)


def _kind(word):
    return KINDS[word.kind].kind_of if word.kind in KINDS else None


@own_page
@require_POST
def withdraw(request, grant_id):
    granting.withdraw(grant_id, by=request.user)
    messages.success(request, _("Done. This holds from now on."))
    return redirect("who-sees-what")


@own_page
def who_looked(request):
    """Who looked at my things, per day, in plain words."""
    entries = {str(one.id): one for one in read_own(request.user)}
    before = request.GET.get("voor", "")
    found = looks_at(request.user, before=_number(before), limit=PAGE)
    lines = [_told(line, entries) for line in found]
    days = [(day, list(each)) for day, each in groupby(lines, key=lambda line: line["day"])]
    older = found[-1].seq if len(found) == PAGE and found[-1].seq > 1 else None
    context = {"days": days, "proof": proof_code(request.user), "older": older}
    return render(request, "rooms/who_looked.html", context)


PAGE = 100


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _told(line, entries) -> dict:
    return {
        "line": line,
        "day": timezone.localtime(line.when).date(),
        "entries": [entries[one] for one in line.entries if one in entries],
        "gone": sum(one not in entries for one in line.entries),
    }


@own_page
def erase(request):
    """Erase everything of mine. Asked with the PIN, and with a tick."""
    form = PinAgainForm(request.POST or None)
    needs_pin = stepup.has_card(request.user)
    said = bool(signalling.given(request.user)) or became.has_answered(request.user)
    if not needs_pin:
        form.fields.pop("pin")
    if request.method == "POST" and form.is_valid():
        if "sure" not in request.POST:
            form.add_error(None, _("Tick the box first. Then nothing is erased by mistake."))
        elif said and request.POST.get("signals") not in ("take", "leave"):
            form.add_error(None, _("Choose first what happens to what you said without your name."))
        elif needs_pin and not stepup.prove(request, form.cleaned_data["pin"]):
            form.add_error("pin", WRONG_PIN)
        else:
            return _erased(request)
    can_prove = not needs_pin or bool(stepup.letters_of(request))
    context = {"form": form, "can_prove": can_prove, "said": said}
    return render(request, "rooms/erase.html", context, status=422 if form.errors else 200)


def _erased(request):
    """First what was said without a name, if so wished: without the key nobody could find it."""
    if request.POST.get("signals") == "take":
        became.take_all_back(request.user, by=request.user)
    erase_person(request.user, by=request.user)
    logout(request)
    return render(request, "rooms/erased.html")
