"""Begin for myself: three pages, no name, no e-mail, no worker; the first strength before the card."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from krachtlijn.people import stepup
from krachtlijn.people.forms import NewCardForm
from krachtlijn.people.models import Person
from krachtlijn.privacy.keys import make_keeper
from krachtlijn.vault import actions
from krachtlijn.vault.errors import Taken
from krachtlijn.vault.forms import form_for
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.views import posted_id
from krachtlijn.web.doors import open_page, own_page


@open_page("whoever wants to begin first reads what this is")
def welcome(request):
    return render(request, "rooms/begin.html")


@open_page("the first words come before any sign-in")
def first_strength(request):
    record = KINDS["strength"]
    form = form_for(record)(request.POST or None)
    if request.method == "POST" and "skip" in request.POST:
        begin_empty(request)
        return redirect("begin-card")
    if request.method == "POST" and form.is_valid():
        begin_with(request, posted_id(request), form.cleaned_data)
        return redirect("begin-card")
    context = {"form": form, "kind": record.kind_of, "id": _same_id(request)}
    status = 422 if form.errors else 200
    return render(request, "rooms/begin_strength.html", context, status=status)


def begin_with(request, entry_id, content: dict) -> None:
    """A person, their key and their first strength, in one act; signed in on this device."""
    try:
        if request.user.is_authenticated:
            actions.write(entry_id, "strength", content, by=request.user)
            return
        with transaction.atomic():
            person = new_person()
            actions.write(entry_id, "strength", content, by=person)
    except Taken:
        # Sent twice: the first one began, and this device is already signed in by its answer.
        return
    sign_in(request, person)


def begin_empty(request) -> None:
    """The same with a plan that is still empty: whoever wants begins with something else."""
    if not request.user.is_authenticated:
        sign_in(request, new_person())


def new_person() -> Person:
    """Someone without a name, with keys of their own."""
    person = Person(language=translation.get_language()[:2])
    make_keeper(person.pk)
    person.save()
    return person


def sign_in(request, person: Person) -> None:
    stepup.sign_in(request, person)
    # Until there is a card, this device is the only way in.
    request.session.set_expiry(stepup.OWN_DEVICE_LASTS)


@own_page
def card(request):
    """The third page: a card, so that you can come back. Later is fine too."""
    if stepup.has_card(request.user):
        return redirect("card")
    form = NewCardForm(request.POST or None, has_card=False)
    if request.method == "POST" and form.is_valid():
        stepup.new_card(request, form.cleaned_data["pin"])
        messages.success(request, _("This is your card. Print it or write it down."))
        return redirect("card")
    status = 422 if form.errors else 200
    return render(request, "rooms/begin_card.html", {"form": form}, status=status)


def _same_id(request) -> uuid.UUID:
    return posted_id(request) if request.method == "POST" else uuid.uuid4()
