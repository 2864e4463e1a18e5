"""What someone typed survives a lost session and a lost token: it comes back on the next page."""

import base64
import json
import time

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve

from krachtlijn.people.forms import SignInForm
from krachtlijn.people.models import Person
from krachtlijn.privacy.sealing import Place, Unreadable, decrypt, encrypt

NEVER_KEPT = {"csrfmiddlewaretoken", "pin", "current", "card", "kept"}
# Where someone types in words of their own, and so what they read back first.
TYPED = ("words", "purpose", "label")
LASTS = 3600


def ask_sign_in(request):
    """The sign-in page with the typed text sealed inside, for a form sent without a session."""
    kept = _sealed(request)
    return render(
        request,
        "people/sign_in.html",
        {"form": SignInForm(), "kept": kept, "lost": bool(kept)},
        status=401,
    )


def token_lost(request, reason=""):
    """A form whose token was stale: the text comes back with a fresh one, if it came from here."""
    from_here = request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    if from_here and request.user.is_authenticated:
        if request.POST.get("by") == str(request.user.pk):
            return give_back(request, request.path, request.POST, status=403)
    elif from_here and any(request.POST.get(name) for name in TYPED):
        if _is_open(request.path):
            return give_back(request, request.path, request.POST, status=403)
        return ask_sign_in(request)
    return render(request, "403_csrf.html", status=403)


def returned(request, kept: str, person: Person):
    """The page that gives the typed text back to whoever typed it; nothing for anyone else."""
    try:
        opened = decrypt(
            settings.SECRETS.read("kept"), base64.urlsafe_b64decode(kept), _place(person.pk)
        )
    except (Unreadable, ValueError):
        return None
    found = json.loads(opened)
    if time.time() - found["at"] > LASTS:
        return None
    return give_back(request, found["path"], QueryDict(found["fields"]))


def give_back(request, path: str, fields: QueryDict, *, status: int = 200):
    """The page with what was typed, to be sent once more to where it was going.

    Nothing that proves who someone is comes back: a PIN, a card and a token are typed or made anew.
    """
    pairs = [
        (name, value)
        for name, values in fields.lists()
        if name not in NEVER_KEPT
        for value in values
    ]
    texts = [value for name, value in pairs if name in TYPED and value]
    context = {"path": path, "pairs": pairs, "texts": texts}
    return render(request, "people/kept.html", context, status=status)


def _sealed(request) -> str:
    fields = request.POST.copy()
    for name in NEVER_KEPT:
        fields.pop(name, None)
    by = fields.get("by", "")
    if not by or not _is_ours(request.path):
        return ""
    told = {"path": request.path, "fields": fields.urlencode(), "at": int(time.time())}
    sealed = encrypt(settings.SECRETS.read("kept"), 1, json.dumps(told).encode(), _place(by))
    return base64.urlsafe_b64encode(sealed).decode()


def _is_ours(path: str) -> bool:
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


def _is_open(path: str) -> bool:
    return _is_ours(path) and not getattr(resolve(path).func, "login_required", True)


def _place(person) -> Place:
    # The row is whoever typed it, so only their own sign-in opens it.
    return Place("kept form", str(person), settings.SECRETS.installation)
