"""The pages every kind has: add, read, change, show, let go, wipe."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from krachtlijn.people import stepup
from krachtlijn.people.circle import circle_of
from krachtlijn.vault import actions, granting
from krachtlijn.vault.answering import can_say, tell_answers
from krachtlijn.vault.errors import Stale, Taken, Wiped
from krachtlijn.vault.forms import ToWhomForm, form_for
from krachtlijn.vault.kinds import KINDS, Record, kinds
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import name_authors, read_mine, read_one, read_own
from krachtlijn.web.doors import own_page, shown_page

WRONG_PIN = gettext_lazy("This PIN is not right. Try once more.")


@own_page
def choose(request):
    """What do you want to add?"""
    return render(
        request,
        "vault/choose.html",
        {"kinds": [each.kind_of for each in kinds() if not each.kind_of.chosen_by_others]},
    )


@own_page
def add(request, kind):
    record = own_kind_or_404(kind)
    if record.kind_of.page and request.method != "POST":
        return redirect(record.kind_of.page)
    about, known = _about(request), known_to(request.user, record)
    form = form_for(record)(request.POST or None, initial=linked_to(record, about), **known)
    context = {"form": form, "kind": record.kind_of, "id": uuid.uuid4(), "about": about}
    context["readers"] = granting.Sight(request.user).readers_of_new(record.kind_of)
    context |= ideas(request, record)
    if "ideas" in request.POST:
        return _with_ideas(request, context, known)
    if request.method != "POST":
        return render(request, "vault/add.html", context)
    if not form.is_valid():
        context["id"] = posted_id(request)
        return render(request, "vault/add.html", context, status=422)
    return _written(request, form, context)


def _with_ideas(request, context, known):
    """The same page with ideas, and with what was typed."""
    form = context["form"]
    typed = type(form)(initial={bound.name: bound.value() for bound in form}, **known)
    again = {**context, "form": typed, "id": posted_id(request)}
    return render(request, "vault/add.html", again)


def _written(request, form, context):
    """Keep it, or say why this page cannot be sent a second time."""
    kind, about = context["kind"], context["about"]
    about_id = about.id if about else None
    try:
        opened, _new = actions.write(
            posted_id(request), kind.name, form.cleaned_data, about=about_id, by=request.user
        )
    except (Taken, Wiped) as answer:
        form.add_error(None, SAID_BEFORE[type(answer)])
        return render(request, "vault/add.html", context, status=409)
    messages.success(request, str(kind.saved))
    return redirect("entry", opened.id)


WIPED_MEANWHILE = gettext_lazy("This was wiped meanwhile. Save to keep your words as a new line.")
SAID_BEFORE = {
    Taken: gettext_lazy(
        "This page was sent before with other words. Save again to keep these as well."
    ),
    Wiped: gettext_lazy("What this page sent before was wiped. Save again to keep these words."),
}


@shown_page
def entry(request, entry_id):
    """One entry: one's own with everything about it, another's as far as it is shown."""
    opened = read_one(request.user, entry_id, history=True)
    name_authors([opened], request.user)
    if not opened.mine:
        context = {"entry": opened, **can_say(request.user, opened)}
        return render(request, "vault/shown_entry.html", context)
    sight = granting.Sight(request.user)
    context = {"entry": opened, "readers": sight.readers(opened), "circle": sight.circle}
    context |= belonging(request.user, opened, sight)
    return render(request, "vault/entry.html", context)


@own_page
def change(request, entry_id):
    try:
        opened = read_mine(request.user, entry_id)
    except Wiped:
        return _keep_as_new(request)
    if opened.is_proposed:
        return redirect("entry", entry_id)
    record = KINDS[opened.kind.name]
    known = known_to(request.user, record)
    form = form_for(record)(request.POST or None, initial=opened.content, **known)
    context = {"entry": opened, "form": form, "kind": opened.kind, "revision": opened.revision}
    if request.method == "POST" and form.is_valid():
        return _rewritten(request, entry_id, form, context)
    return render(request, "vault/change.html", context, status=422 if form.errors else 200)


def _rewritten(request, entry_id, form, context):
    """Keep the change, or show both texts when a newer one stands."""
    seen = posted_number(request, "revision")
    try:
        actions.rewrite(entry_id, form.cleaned_data, revision=seen, by=request.user)
    except Stale as stale:
        newer = {"newer": stale.current, "revision": stale.current.revision}
        return render(request, "vault/change.html", {**context, **newer}, status=409)
    messages.success(request, _("Your change is kept. The earlier words are kept too."))
    return redirect("entry", entry_id)


def _keep_as_new(request):
    """The entry was wiped while someone was changing it: their words can stand as a new one."""
    record = KINDS.get(request.POST.get("kind_of", ""))
    if record is None:
        raise Wiped
    form = form_for(record)(request.POST, **known_to(request.user, record))
    form.add_error(None, WIPED_MEANWHILE)
    context = {"form": form, "kind": record.kind_of, "id": uuid.uuid4()}
    return render(request, "vault/add.html", context, status=410)


@own_page
@require_POST
def accept(request, entry_id):
    actions.accept(entry_id, by=request.user)
    messages.success(request, _("It stands in your plan now."))
    return redirect("entry", entry_id)


@own_page
@require_POST
def let_go(request, entry_id):
    let_go = actions.let_go(entry_id, by=request.user)
    if let_go.keeper != request.user.pk:
        messages.success(request, _("You handed it back. That is always all right."))
        return redirect("person", let_go.keeper)
    messages.success(request, _("You let it go. You can always take it up again."))
    return redirect("plan")


@own_page
@require_POST
def take_up(request, entry_id):
    actions.take_up(entry_id, by=request.user)
    messages.success(request, _("It stands in your plan again."))
    return redirect("entry", entry_id)


@own_page
def wipe(request, entry_id):
    """Asked once more, because this cannot be undone."""
    opened = read_mine(request.user, entry_id)
    if request.method != "POST":
        return render(request, "vault/wipe.html", {"entry": opened})
    actions.wipe(entry_id, by=request.user)
    messages.success(request, _("It is wiped."))
    return redirect("plan")


@own_page
def show(request, entry_id):
    """Show this entry to someone of one's circle."""
    opened = read_mine(request.user, entry_id)
    if cannot_prove(request):
        return ask_card(request)
    form = ToWhomForm(
        request.POST or None,
        circle=circle_of(request.user),
        fresh=is_fresh(request),
        with_later=False,
    )
    if request.method == "POST" and form.is_valid() and proves(request, form):
        to = circle_of(request.user).get(pk=form.cleaned_data["to"])
        if show_it(request, to, form, entry=opened.id):
            messages.success(request, _("%(name)s can see this now.") % {"name": to.called})
            return redirect("entry", entry_id)
    context = {"entry": opened, "form": form, "circle": circle_of(request.user)}
    return render(request, "vault/show.html", context, status=422 if form.errors else 200)


@own_page
@require_POST
def keep_back(request, entry_id):
    """Not to this person; or, when nobody is named, to nobody at all."""
    opened = read_mine(request.user, entry_id)
    to = request.POST.get("to", "")
    person = get_object_or_404(circle_of(request.user), pk=uuid_or_404(to)) if to else None
    granting.keep_back(entry=opened.id, to=person, by=request.user)
    messages.success(request, _("Done. From now on it is hidden."))
    return redirect("entry", entry_id)


def belonging(person, opened, sight) -> dict:
    """What hangs together with an entry: what it is about, what is about it, what it points to."""
    own = {one.id: one for one in read_own(person)}
    name_authors(list(own.values()), person)
    own[opened.id] = opened
    tell_answers(list(own.values()), sight.circle)
    parts = [one for one in own.values() if one.about == opened.id and not one.is_let_go]
    pointing = [one for one in own.values() if str(opened.id) in one.record.links()]
    asked = next((each for each in sight.circle if each.pk == opened.to), None)
    pointed = [own[found] for link in opened.record.links() if (found := uuid.UUID(link)) in own]
    return {
        "parent": own.get(opened.about) if opened.about else None,
        "asked": asked,
        "asked_sees": asked in sight.readers(opened),
        "parts": parts,
        "linked": [one for one in [*pointed, *pointing] if one not in parts],
        "next": [KINDS[name].kind_of for name in opened.kind.leads_to if name in KINDS],
    }


def known_to(person, record: type[Record]) -> dict:
    """What this person can choose from: their own entries and their circle, where it is asked."""
    asked = [each for _name, each in record.asked()]
    known: dict = {"keeper": person}
    if any(each.links for each in asked):
        known["own"] = read_own(person, standing=Standing.OWN)
    if any(each.someone for each in asked):
        known["circle"] = list(circle_of(person))
    return known


def linked_to(record: type[Record], about) -> dict:
    """A new entry that can point to what it is about, points to it from the start."""
    fields = [name for name, asked in record.asked() if about and about.kind.name in asked.links]
    return {name: [str(about.id)] for name in fields}


def _about(request):
    said = request.POST.get("about") or request.GET.get("about")
    return read_mine(request.user, uuid_or_404(said)) if said else None


def show_it(request, to, form, **what) -> bool:
    """Say the word of a checked form, or say in the form why it cannot be said once more."""
    cleaned = form.cleaned_data
    try:
        granting.show(
            to,
            **what,
            later=cleaned.get("later", False),
            purpose=cleaned["purpose"],
            until=cleaned["until"],
            grant_id=cleaned["id"],
            by=request.user,
            proved_at=stepup.proved_at(request),
        )
    except (Taken, Wiped) as answer:
        form.begin_anew(SHOWN_BEFORE[type(answer)])
        return False
    return True


SHOWN_BEFORE = {
    Taken: gettext_lazy("This page was sent before, with other choices. Send again to show this."),
    Wiped: gettext_lazy("You showed this and stopped it again. Send again to show it anew."),
}


def proves(request, form) -> bool:
    """Whether the PIN of this form is right, where it was asked."""
    if "pin" not in form.fields or stepup.prove(request, form.cleaned_data["pin"]):
        return True
    form.add_error("pin", WRONG_PIN)
    return False


def cannot_prove(request) -> bool:
    """Whether a PIN would be asked that this session has no card for."""
    return not is_fresh(request) and not stepup.letters_of(request)


def ask_card(request):
    messages.info(request, _("For this you need your card. Then you can show something."))
    return redirect("card")


def is_fresh(request) -> bool:
    return stepup.is_fresh(stepup.proved_at(request))


def kind_or_404(name: str) -> type[Record]:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def own_kind_or_404(name: str) -> type[Record]:
    """A kind that someone writes for themselves."""
    record = kind_or_404(name)
    if record.kind_of.chosen_by_others:
        raise Http404
    return record


def ideas(request, record: type[Record]) -> dict:
    """Examples to start from, and only for who asks."""
    asked = "ideas" in request.GET or "ideas" in request.POST
    return {"ideas": record.kind_of.ideas if asked else ()}


def posted_id(request) -> uuid.UUID:
    return uuid_or_404(request.POST.get("id", ""))


def uuid_or_404(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def posted_number(request, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
