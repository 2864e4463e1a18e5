"""A worker says what holds people back: told as a worker's, and never counted as a person's voice."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from krachtlijn.community import raising, signals
from krachtlijn.community.models import Signal
from krachtlijn.groups.choices import area_choices
from krachtlijn.groups.forms import RaiseForm
from krachtlijn.groups.views import asked_back
from krachtlijn.people.models import Membership
from krachtlijn.web.answers import Refused, demand
from krachtlijn.web.doors import own_page


def may_raise(person):
    """A worker of some organisation raises signals as a worker."""
    if not Membership.objects.filter(person=person, role=Membership.Role.WORKER).exists():
        return Refused(_("A worker raises this here. You say your own in your plan."))
    return True


@own_page
def raise_signal(request):
    """What many people run into, as a worker meets it; nothing of anyone in it."""
    demand(may_raise(request.user))
    today = timezone.localdate()
    areas = area_choices()
    form = RaiseForm(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        said = {"area": "", **form.cleaned_data}
        as_worker = Signal.RaisedBy.WORKER
        raising.raise_signal(request.user.pk, **said, raised_by=as_worker, on=today)
        messages.success(request, _("It goes along with the next post. You can take it back."))
        return redirect("raise-signal")
    context = {"form": form, "raised": raising.raised(request.user.pk, on=today)}
    return render(request, "rooms/raise_signal.html", context, status=422 if form.errors else 200)


@own_page
@require_POST
def take_back(request):
    """What it is about stands in the form: an address is kept in logs."""
    how = raising.take_back(request.user.pk, *asked_back(request))
    messages.success(request, str(signals.TAKEN_BACK[how]))
    return redirect("raise-signal")
