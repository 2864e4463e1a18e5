import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from krachtlijn.people import cards, devices, keeping, stepup, tokens
from krachtlijn.people.forms import NameForm, NewCardForm, PinAgainForm, SignInForm, TokenForm
from krachtlijn.people.models import Token
from krachtlijn.people.secrets import grouped
from krachtlijn.people.sessions import hashed
from krachtlijn.web.answers import Refused, demand
from krachtlijn.web.doors import open_page, own_page

WRONG_PIN = gettext_lazy("This PIN is not right. Try once more.")


@open_page("the front door")
def sign_in(request):
    form = SignInForm(request.POST or None)
    kept = request.POST.get("kept", "")
    if request.method == "POST" and form.is_valid():
        card, pin = form.cleaned_data["card"], form.cleaned_data["pin"]
        person = cards.check_card(card, pin)
        if person:
            stepup.sign_in(
                request, person, letters=card, own_device=form.cleaned_data["own_device"]
            )
            back = keeping.returned(request, kept, person) if kept else None
            return back or redirect(_next(request))
        form.add_error(None, _refusal(card))
    context = {"form": form, "kept": kept, "next": _next(request, "")}
    return render(request, "people/sign_in.html", context, status=422 if form.errors else 200)


def _refusal(card: str) -> str:
    if cards.is_locked(card):
        return _("This card is locked after five wrong tries. It does not open any more.")
    return _("This card and PIN do not go together. Look again, and try once more.")


def _next(request, otherwise: str = "/") -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if safe else otherwise


@open_page("leaving is always possible")
@require_POST
def sign_out(request):
    logout(request)
    return redirect("today")


@open_page("leaving quickly is always possible")
@require_POST
def quick_exit(request):
    logout(request)
    return HttpResponseRedirect(settings.QUICK_EXIT)


@open_page("everyone reads in their own language")
@require_POST
def language(request):
    chosen = request.POST.get("language", "")
    response = redirect(_next(request))
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = chosen
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31536000, samesite="Lax",
            secure=settings.HTTPS, httponly=True,
        )  # fmt: skip
    return response


@own_page
def name(request):
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name"])
        messages.success(request, _("Your name is changed."))
        return redirect("me")
    return render(request, "people/name.html", {"form": form}, status=422 if form.errors else 200)


@own_page
def card(request):
    """My card: shown while the PIN was given in the last ten minutes, else the PIN is asked."""
    form = PinAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if stepup.prove(request, form.cleaned_data["pin"]):
            return redirect("card")
        form.add_error("pin", WRONG_PIN)
    fresh = stepup.is_fresh(stepup.proved_at(request))
    letters = stepup.letters_of(request) if fresh else ""
    context = {
        "form": form,
        "has_card": stepup.has_card(request.user),
        "letters": grouped(letters),
        "qr": _qr(request, letters) if letters else "",
        "drawn": stepup.drawn_pin(request) if letters else "",
        "can_prove": bool(stepup.letters_of(request)),
    }
    return render(request, "people/card.html", context, status=422 if form.errors else 200)


@own_page
@require_POST
def card_written_down(request):
    """The drawn PIN was written down; it is shown no more."""
    stepup.forget_drawn_pin(request)
    return redirect("me")


@own_page
def new_card(request):
    has_card = stepup.has_card(request.user)
    form = NewCardForm(request.POST or None, has_card=has_card)
    if request.method == "POST" and form.is_valid():
        if has_card and not stepup.prove(request, form.cleaned_data["current"]):
            form.add_error("current", WRONG_PIN)
        else:
            stepup.new_card(request, form.cleaned_data["pin"])
            return redirect("card")
    context = {"form": form, "has_card": has_card}
    return render(request, "people/new_card.html", context, status=422 if form.errors else 200)


@own_page
def my_devices(request):
    here = hashed(request.session.session_key)
    context = {"devices": devices.devices_of(request.user), "here": here}
    return render(request, "people/devices.html", context)


@own_page
@require_POST
def end_device(request, handle):
    devices.end_device(handle, by=request.user)
    messages.success(request, _("That device is signed out."))
    return redirect("devices")


@own_page
@require_POST
def end_other_devices(request):
    devices.end_other_devices(hashed(request.session.session_key), by=request.user)
    messages.success(request, _("All your other devices are signed out."))
    return redirect("devices")


@own_page
def my_tokens(request):
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        demand(_may_make_token(request))
        made = tokens.make_token(form.cleaned_data["label"], by=request.user)
    mine = Token.objects.filter(person=request.user).order_by("-made")
    context = {"form": form, "made": made, "tokens": mine}
    return render(request, "people/tokens.html", context, status=422 if form.errors else 200)


def _may_make_token(request):
    if stepup.is_fresh(stepup.proved_at(request)):
        return True
    return Refused(_("Type your PIN again on the page of your card. Then you can make a key."))


@own_page
@require_POST
def revoke_token(request, token_id):
    tokens.revoke_token(token_id, by=request.user)
    messages.success(request, _("That key opens nothing any more."))
    return redirect("tokens")


def _qr(request, letters: str) -> str:
    address = request.build_absolute_uri(reverse("sign-in")) + "#" + letters
    return segno.make(address, error="m").svg_data_uri(border=2, omitsize=True)
