"""The pages of groups. Everyone sees that a group is there; only who is in it sees the rest."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from krachtlijn.community import signals
from krachtlijn.community.actions import ENDINGS, MOVES, next_moves
from krachtlijn.community.models import Barrier
from krachtlijn.community.raising import raised
from krachtlijn.groups import actions, asking, rules
from krachtlijn.groups import forms as asked
from krachtlijn.groups.choices import area_choices, barrier_choices, called
from krachtlijn.groups.log import lines_of, opened
from krachtlijn.groups.models import Group, Member
from krachtlijn.organisations.codes import THEMES
from krachtlijn.people.secrets import grouped
from krachtlijn.web.doors import open_page, own_page

PAGE = 30
MANY = 60


@open_page("that a group is there, and what for, is for everyone")
def groups(request):
    """All groups that go on, and mine first."""
    area, names = request.GET.get("area", ""), area_choices()
    mine = Group.objects.of(request.user) if request.user.is_authenticated else []
    found = Group.objects.standing().in_area(area if area in dict(names) else "")
    page = Paginator(found, MANY).get_page(request.GET.get("bladzijde"))
    context = {"found": page, "mine": mine, "areas": names, "area": area}
    return render(request, "groups/groups.html", context)


@open_page("what a group is for is open; its people and its log only to who is in it")
def group(request, group_id):
    """What the group is for; and for who is in it: who else is, what was said, what can be done."""
    found = Group.objects.with_size().select_related("barrier", "action")
    one = get_object_or_404(found, pk=group_id)
    me = actions.member_in(one, request.user)
    names = dict(area_choices())
    context = {
        "group": one,
        "area": names.get(one.area, one.area),
        "barrier": called(one.barrier, names) if one.barrier else "",
        "may_join": rules.may_join(me, one, hosts=one.hosts, knows_word=True),
        "me": me,
        **(_inside(request, one, me) if me else {}),
    }
    return render(request, "groups/group.html", context)


def _inside(request, group: Group, me: Member) -> dict:
    """What only someone of the group sees."""
    page = Paginator(lines_of(group, me=me), PAGE).get_page(request.GET.get("bladzijde"))
    return {
        "page": page,
        "log": opened(group, page.object_list, me=me),
        "members": group.members.order_by("since", "alias"),
        "word": "" if group.open else grouped(actions.word_of(group), 5),
        "moves": _moves(group),
    }


def _moves(group: Group) -> list:
    if not group.action:
        return []
    return [(move, asking.MOVES[move].act) for move in next_moves(group.action, {"member"})]


@own_page
def begin_group(request):
    """Begin a group, about a barrier or about anything else."""
    barrier = _barrier(request.GET.get("drempel", ""))
    sent = _sent_id(request)
    form = asked.BeginForm(request.POST or None, areas=area_choices())
    if form.is_valid():
        one = actions.begin(**form.cleaned_data, barrier=barrier, by=request.user, group_id=sent)
        messages.success(request, _("The group is there. Tell people about it."))
        return redirect("group", one.pk)
    about = called(barrier, dict(area_choices())) if barrier else ""
    return asking.page(request, form, asking.BEGIN, note=about, id=sent)


@own_page
def join_group(request, group_id):
    """Ik doe mee."""
    one = get_object_or_404(Group, pk=group_id)
    form = asked.JoinForm(request.POST or None, open=one.open)
    join = partial(actions.join, one, by=request.user)
    return asking.then(request, form, join, asking.JOIN, group=one)


@own_page
def leave_group(request, group_id):
    one = mine(request, group_id)
    form = asked.LeaveForm(request.POST if request.method == "POST" else None)
    leave = partial(actions.leave, one, by=request.user)
    last = one.members.exclude(person=None).count() == 1
    note = _("You are the last one here. Nobody reads the log after you.") if last else ""
    return asking.then(request, form, leave, asking.LEAVE, group=one, note=note)


@own_page
def write_line(request, group_id):
    one = mine(request, group_id)
    sent = _sent_id(request)
    kind = {"kind": request.GET.get("soort", "")}
    form = asked.LineForm(request.POST or None, initial=kind)
    write = partial(actions.write_line, one, line_id=sent, by=request.user)
    return asking.then(request, form, write, asking.LINE, group=one, id=sent)


@own_page
@require_POST
def wipe_line(request, group_id, line_id):
    one = mine(request, group_id)
    actions.wipe_line(get_object_or_404(one.lines, pk=line_id), by=request.user)
    messages.success(request, _("Wiped."))
    return redirect("group", one.pk)


@own_page
def take_role(request, group_id):
    one = mine(request, group_id)
    form = asked.RoleForm(request.POST or None)
    take = partial(actions.take_role, one, by=request.user)
    return asking.then(request, form, take, asking.ROLE, group=one)


@own_page
@require_POST
def hand_back_role(request, group_id):
    one = mine(request, group_id)
    actions.take_role(one, "", by=request.user)
    messages.success(request, _("Your role is free again."))
    return redirect("group", one.pk)


@own_page
def deciding(request, group_id):
    one = mine(request, group_id)
    form = asked.DecidingForm(request.POST or None, initial={"deciding": one.deciding})
    change = partial(actions.decide_otherwise, one, by=request.user)
    return asking.then(request, form, change, asking.DECIDING, group=one)


@own_page
def take_up_barrier(request, group_id):
    one = mine(request, group_id)
    form = asked.BarrierForm(request.POST or None, barriers=barrier_choices(one.area))

    def take_up(barrier):
        actions.take_up(one, get_object_or_404(Barrier, pk=barrier), by=request.user)

    return asking.then(request, form, take_up, asking.BARRIER, group=one)


@own_page
def begin_action(request, group_id):
    one = mine(request, group_id)
    form = asked.ActionForm(request.POST or None)
    begin = partial(actions.begin_action, one, by=request.user)
    return asking.then(request, form, begin, asking.ACTION, group=one)


@own_page
def move_action(request, group_id, move):
    """The next step of what the group does."""
    one = mine(request, group_id)
    if move not in MOVES or move == "propose" or not one.action:
        raise Http404
    form = asked.MoveForm(request.POST or None, public=move in ENDINGS)
    step = partial(actions.move_action, one, move, by=request.user)
    return asking.then(request, form, step, asking.MOVES[move], group=one)


@own_page
def raise_group_signal(request, group_id):
    one = mine(request, group_id)
    areas = () if one.area else area_choices()
    form = asked.RaiseForm(request.POST or None, areas=areas)
    say = partial(actions.raise_signal, one, by=request.user)
    before = raised(one.pk, on=timezone.localdate())
    return asking.then(request, form, say, asking.SIGNAL, group=one, raised=before)


@own_page
@require_POST
def take_group_signal_back(request, group_id):
    one = mine(request, group_id)
    how = actions.take_signal_back(one, *asked_back(request), by=request.user)
    messages.success(request, str(signals.TAKEN_BACK[how]))
    return redirect("group", one.pk)


def asked_back(request) -> tuple[str, str]:
    """Of which theme and month. It stands in the form and not in the address: that is kept in logs."""
    theme, month = request.POST.get("theme", ""), request.POST.get("month", "")
    if theme not in THEMES:
        raise Http404
    return theme, month


@own_page
def put_in(request, group_id):
    one = mine(request, group_id)
    form = asked.AliasForm(request.POST or None)
    add = partial(actions.put_in, one, by=request.user)
    return asking.then(request, form, add, asking.PUT_IN, group=one)


@own_page
@require_POST
def put_out(request, group_id, member_id):
    one = mine(request, group_id)
    actions.put_out(get_object_or_404(one.members, pk=member_id), by=request.user)
    messages.success(request, _("The name is gone."))
    return redirect("group", one.pk)


@own_page
def end_group(request, group_id):
    one = mine(request, group_id)
    form = asked.EndForm(request.POST if request.method == "POST" else None)
    end = partial(actions.end, one, by=request.user)
    return asking.then(request, form, end, asking.END, group=one)


def mine(request, group_id) -> Group:
    """A group I am in; for everyone else it is not there."""
    return get_object_or_404(Group.objects.of(request.user).select_related("action"), pk=group_id)


def _barrier(text: str) -> Barrier | None:
    try:
        return Barrier.objects.filter(pk=uuid.UUID(text)).prefetch_related("scopes").first()
    except ValueError:
        return None


def _sent_id(request) -> uuid.UUID:
    # Made by the page, so that what is sent twice is one.
    try:
        return uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid.uuid4()
