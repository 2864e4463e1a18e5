"""The balance: tilted by hand and dated. Nothing here adds anything up."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.plans import pictures
from krachtlijn.plans.codes import TILT
from krachtlijn.plans.kinds.balance import Balance
from krachtlijn.vault import actions, granting
from krachtlijn.vault.errors import Taken, Wiped
from krachtlijn.vault.forms import form_for
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, read_own
from krachtlijn.vault.views import SAID_BEFORE, posted_id
from krachtlijn.web.doors import own_page


@own_page
def tilt(request):
    """How it hangs, said anew: the earlier ones stay, each with its day."""
    form = tilting_form(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, id=posted_id(request), status=422)
    try:
        actions.write(posted_id(request), "balance", form.cleaned_data, by=request.user)
    except (Taken, Wiped) as answer:
        form.add_error(None, SAID_BEFORE[type(answer)])
        return _page(request, form, status=409)
    messages.success(request, str(KINDS["balance"].kind_of.saved))
    return redirect("plan")


def tilting_form(posted=None):
    return TiltForm(posted, auto_id="balance_%s")


class TiltForm(form_for(Balance)):  # type: ignore[misc]
    """Tilting is saying enough: without words of one's own, the tilt stands there as words."""

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.fields["words"].required = False
        self.fields["words"].label = _("Do you want to say something about it?")

    def clean_words(self):
        words, tilt = self.cleaned_data["words"], self.data.get("tilt")
        if not words and tilt not in TILT:
            self.add_error("tilt", _("Choose how it hangs, or write a word."))
            return words
        return words or str(TILT.label(tilt))


def own_words(one: Opened) -> str:
    """What was said beside the tilt; nothing when the tilt itself was all that was said."""
    tilt = _tilt(one)
    if tilt not in TILT:
        return one.words
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if one.words == str(TILT.label(tilt)):
                return ""
    return one.words


def balance_of(entries: list[Opened], **more) -> dict:
    """What plans/_balance.html needs, from a person's own entries, newest first."""
    tilted = [one for one in entries if one.kind.name == "balance" and _stands(one)]
    newest, before = [*tilted, None, None][:2]
    form = more.pop("form", None) or tilting_form()
    shown = {
        "picture": drawn(newest),
        "compared": compared(newest, before) if newest and before else "",
        "form": form,
        "tiles": tiles(form),
        "id": uuid.uuid4(),
        "earlier": [(_day(one), one, own_words(one)) for one in tilted[1:]],
    }
    return {"balance": shown | more}


def drawn(newest: Opened | None) -> SafeString:
    """The balance as it was tilted last; level, where it never was."""
    if newest is None:
        return pictures.balance(None, on=None, words="")
    return pictures.balance(_tilt(newest), on=_day(newest), words=own_words(newest))


def tiles(form) -> list[dict]:
    """The five ways it can hang, each drawn."""
    chosen = form["tilt"].value()
    return [
        {
            "code": code,
            "label": label,
            "drawn": pictures.small_balance(code),
            "is_chosen": code == chosen,
        }
        for code, label in TILT.choices()
    ]


DEGREES = {"carries_much": -2, "carries": -1, "level": 0, "weighs": 1, "weighs_much": 2}


def compared(now: Opened, before: Opened) -> str:
    """How the time before hung beside now, in one sentence, without a number."""
    is_, was = DEGREES.get(_tilt(now) or ""), DEGREES.get(_tilt(before) or "")
    if is_ is None or was is None:
        return ""
    if is_ == was:
        sentence = _("%(when)s it hung the same.")
    elif was == 0:
        sentence = _("%(when)s it hung level.")
    elif is_ * was < 0:
        sentence = _("%(when)s it hung to the other side.")
    elif abs(was) > abs(is_):
        sentence = _("%(when)s you tilted it further.")
    else:
        sentence = _("%(when)s you tilted it less far.")
    return sentence % {"when": ago(_day(before))}


AGO = (
    (1, gettext_lazy("Earlier today")),
    (2, gettext_lazy("Yesterday")),
    (7, gettext_lazy("A few days ago")),
    (14, gettext_lazy("A week ago")),
    (21, gettext_lazy("Two weeks ago")),
    (28, gettext_lazy("Three weeks ago")),
    (60, gettext_lazy("A month ago")),
    (330, gettext_lazy("A few months ago")),
    (550, gettext_lazy("A year ago")),
)


def ago(day: date) -> str:
    """How long ago, as people say it at the start of a sentence."""
    days = (timezone.localdate() - day).days
    for before, said in AGO:
        if days < before:
            return str(said)
    return _("Longer ago")


def _page(request, form, *, status=200, **more):
    entries = read_own(request.user, kind="balance")
    context = balance_of(entries, form=form, alone=True, **more)
    context["readers"] = granting.Sight(request.user).readers_of(entries)
    return render(request, "plans/balance.html", context, status=status)


def _stands(one: Opened) -> bool:
    return one.standing == Standing.OWN


def _tilt(one: Opened) -> str | None:
    return one.content.get("tilt")


def _day(one: Opened) -> date:
    return timezone.localdate(one.created)
