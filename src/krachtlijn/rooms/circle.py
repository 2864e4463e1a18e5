"""My circle: who I am in contact with, what they show me, and what I show them."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from krachtlijn.people import circle as contacts
from krachtlijn.people.forms import MeetForm
from krachtlijn.people.models import Membership
from krachtlijn.people.secrets import grouped
from krachtlijn.rooms.shown import laid_out
from krachtlijn.rooms.today import showing_to
from krachtlijn.vault import actions, granting
from krachtlijn.vault.errors import Taken, Wiped
from krachtlijn.vault.forms import ShowForm, form_for
from krachtlijn.vault.kinds import KINDS, kinds
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import name_authors, read_all
from krachtlijn.vault.views import (
    SAID_BEFORE,
    ask_card,
    cannot_prove,
    is_fresh,
    kind_or_404,
    posted_id,
    proves,
    show_it,
    uuid_or_404,
)
from krachtlijn.web.doors import own_page, shown_page

EVERYTHING = "alles"


@own_page
def circle(request):
    """Everyone I am in contact with; with a code someone new comes in."""
    form = MeetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        met = contacts.use_code(form.cleaned_data["code"], by=request.user)
        if met:
            messages.success(request, _("You are in contact now. Nothing is shown yet."))
            return redirect("person", met.pk)
        form.add_error("code", _("This code does not work, or not any more. Ask for a new one."))
    showing = set(showing_to(request.user).values_list("pk", flat=True))
    people = [(person, person.pk in showing) for person in contacts.circle_of(request.user)]
    context = {"people": people, "form": form}
    return render(request, "rooms/circle.html", context, status=422 if form.errors else 200)


@own_page
def hand_out_code(request):
    """A code for one other person; made by a button, shown once."""
    if request.method != "POST":
        return render(request, "rooms/hand_out_code.html")
    code = contacts.hand_out_code(by=request.user)
    return render(request, "rooms/hand_out_code.html", {"code": grouped(code, 5)})


@shown_page
def person(request, person_id):
    """Someone of my circle: exactly what they show me, whose words it is, and what I show them."""
    other = _in_circle(request, person_id)
    readable = Entry.objects.for_actor(request.user, "read").filter(keeper=other.pk)
    entries = read_all(request.user, readable.order_by("kind", "-created"))
    name_authors(entries, request.user)
    context = {
        "other": other,
        "roles": Membership.objects.select_related("organisation").filter(person=other),
        "groups": laid_out(_by_kind([one for one in entries if not one.is_proposed]), other),
        "proposed": [one for one in entries if one.is_proposed],
        "words": _words_to(request.user, other),
        "kinds": [each.kind_of for each in kinds() if not each.kind_of.answers],
        "everything": EVERYTHING,
    }
    return render(request, "rooms/person.html", context)


def _by_kind(entries):
    groups = [
        (each.kind_of, [one for one in entries if one.kind == each.kind_of]) for each in kinds()
    ]
    return [(kind, found) for kind, found in groups if found]


def _words_to(person, other):
    return [
        (word, KINDS[word.kind].kind_of if word.kind in KINDS else None)
        for word in granting.words_of(person, to=other)
    ]


@own_page
def show_kind(request, person_id, kind):
    """Show someone a kind as a whole, or everything."""
    other = _in_circle(request, person_id)
    what = {} if kind == EVERYTHING else {"kind": kind_or_404(kind).kind_of.name}
    if cannot_prove(request):
        return ask_card(request)
    form = ShowForm(request.POST or None, fresh=is_fresh(request), with_later=True)
    if request.method == "POST" and form.is_valid() and proves(request, form):
        if show_it(request, other, form, **what):
            messages.success(request, SHOWN_KIND if what else SHOWN_ALL)
            return redirect("person", other.pk)
    context = {"other": other, "form": form, "kind": KINDS[kind].kind_of if what else None}
    return render(request, "rooms/show_kind.html", context, status=422 if form.errors else 200)


SHOWN_KIND = gettext_lazy("Done. You can stop it here whenever you want.")
SHOWN_ALL = gettext_lazy(
    "This begins in 24 hours. Until then you can undo it, and nobody sees that."
)


@own_page
def propose(request, person_id, kind):
    """Put something before someone; it stays outside their plan until they say yes."""
    other = _in_circle(request, person_id)
    record = _proposable_or_404(kind)
    about = _shown_by(other, request)
    form = form_for(record)(request.POST or None, keeper=other, for_other=True)
    context = {"other": other, "form": form, "kind": record.kind_of, "about": about}
    context["id"] = uuid.uuid4()
    if request.method != "POST":
        return render(request, "rooms/propose.html", context)
    if not form.is_valid():
        return render(request, "rooms/propose.html", context, status=422)
    return _proposed(request, form, context)


def _proposed(request, form, context):
    other, kind, about = context["other"], context["kind"], context["about"]
    sent = posted_id(request)
    try:
        actions.propose(
            other, kind.name, form.cleaned_data, entry_id=sent, about=about, by=request.user
        )
    except (Taken, Wiped) as answer:
        form.add_error(None, SAID_BEFORE[type(answer)])
        return render(request, "rooms/propose.html", context, status=409)
    lies = _("It lies before %(name)s now.") % {"name": other.called}
    messages.success(request, str(kind.saved) if kind.chosen_by_others else lies)
    return redirect("person", other.pk)


def _proposable_or_404(name: str):
    record = kind_or_404(name)
    if record.kind_of.own_hand:
        raise Http404
    return record


@own_page
def end(request, person_id):
    """End the contact; asked once more."""
    other = _in_circle(request, person_id)
    if request.method != "POST":
        return render(request, "rooms/end_contact.html", {"other": other})
    granting.part_from(other, by=request.user)
    messages.success(request, _("The contact is ended. Nothing is shown any more."))
    return redirect("circle")


def _shown_by(other, request) -> uuid.UUID | None:
    """What this is said about: something of the other that the writer can see."""
    said = request.POST.get("about") or request.GET.get("about")
    if not said:
        return None
    seen = Entry.objects.for_actor(request.user, "read").filter(keeper=other.pk)
    return get_object_or_404(seen, pk=uuid_or_404(said)).pk


def _in_circle(request, person_id):
    if person_id == request.user.pk:
        raise Http404
    return get_object_or_404(contacts.circle_of(request.user), pk=person_id)
