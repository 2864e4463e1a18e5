"""Who is outside sees what a group is for, and nothing of who is in it or what they wrote."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from krachtlijn.community.models import CollectiveAction
from krachtlijn.groups import actions, asking, log, rules, views
from krachtlijn.groups.models import Group, Line
from krachtlijn.web.answers import Refused
from tests.faults.planting import plant

pytestmark = pytest.mark.django_db
SECRET = "Els huilde aan tafel"
ALIAS = "Opa Jan"


@pytest.fixture
def told(group, amina):
    """The group with something that could leak."""
    actions.put_in(group, ALIAS, by=amina)
    actions.write_line(group, "note", SECRET, on=date(2026, 11, 20), by=amina)
    return group


def leaks(client, group) -> list[str]:
    """Where someone gets to see anything of the inside of a group."""
    addresses = ["/samen/groepen/", *(address(group, name) for name in PAGES)]
    found = []
    for path in addresses:
        answer = client.get(path, follow=True)
        found += [path for word in (SECRET, ALIAS, ">Fa<") if word in answer.content.decode()]
    return found


PAGES = (
    "", "meedoen/", "weggaan/", "schrijven/", "rol/", "beslissen/", "drempel/", "doen/",
    "doen/ask/", "signaal/", "erbij/", "stoppen/",
)  # fmt: skip


def address(group, name: str) -> str:
    return f"/samen/groep/{group.pk}/{name}"


def test_who_is_in_it_reads_all_of_it(told, amina, signed_in):
    page = signed_in(amina).get(address(told, "")).content.decode()

    assert SECRET in page
    assert ALIAS in page


def test_who_is_outside_reads_only_what_it_is_for(told, stranger, signed_in):
    for client in (Client(), signed_in(stranger)):
        assert told.name in client.get(address(told, "")).content.decode()
        assert leaks(client, told) == []


def nobody_asked(monkeypatch):
    monkeypatch.setattr(actions, "member_in", lambda group, _person: group.members.first())


def rule_forgotten(monkeypatch):
    """The page shows the inside to anyone, and the rule of the log says yes to anyone."""
    plant(monkeypatch, rules.may_read_log, "True if me else", "True if True else")
    monkeypatch.setattr(log, "may_read_log", rules.may_read_log)
    monkeypatch.setattr(views, "_moves", lambda _group: [])
    plant(monkeypatch, views.group, "if me else {}", "if True else {}")
    monkeypatch.setattr(actions, "member_in", lambda group, _person: group.members.last())


def members_for_all(monkeypatch):
    plant(monkeypatch, views.mine, "Group.objects.of(request.user)", "Group.objects")


@pytest.mark.parametrize("bug", [nobody_asked, rule_forgotten])
def test_seen_red_a_log_that_is_open(told, stranger, signed_in, monkeypatch, bug):
    bug(monkeypatch)

    assert address(told, "") in leaks(signed_in(stranger), told)


def test_the_log_refuses_even_when_a_page_forgets(told):
    with pytest.raises(Refused):
        log.lines_of(told, me=None)
    with pytest.raises(Refused):
        log.opened(told, Line.objects.all(), me=None)


POSTS = {
    "schrijven/": {"kind": "note", "words": "x", "on": "2026-11-20"},
    "rol/": {"role": "x"},
    "rol/terug/": {},
    "beslissen/": {"deciding": "all"},
    "doen/": {"title": "x", "kind": "change"},
    "doen/ask/": {"words": "x"},
    "signaal/": {"theme": "no_bus", "level": "meso", "area": "linde"},
    "signaal/terug/": {"theme": "no_bus", "month": "2026-11"},
    "erbij/": {"alias": "x"},
    "weggaan/": {},
    "stoppen/": {},
}


@pytest.mark.parametrize("page", POSTS)
def test_from_outside_nothing_is_there_to_change(told, stranger, signed_in, page):
    before = rows(told)

    answer = signed_in(stranger).post(address(told, page), POSTS[page])

    assert answer.status_code == 404
    assert rows(told) == before


def test_seen_red_a_door_that_does_not_ask(told, stranger, signed_in, monkeypatch):
    members_for_all(monkeypatch)
    answers = {
        page: signed_in(stranger).post(address(told, page), sent).status_code
        for page, sent in POSTS.items()
    }

    # The rule inside each verb still refuses; leaving is no harm, and the door alone says 404.
    assert 404 not in {answers[page] for page in POSTS if page != "doen/ask/"}


def rows(group) -> list:
    kept = [
        Group.objects.filter(pk=group.pk).values(),
        group.members.values(),
        group.lines.values(),
    ]
    return [list(one.order_by("pk")) for one in kept] + [CollectiveAction.objects.count()]


def test_lines_and_names_of_another_group_are_not_there(told, stranger, signed_in):
    other = actions.begin("Andere", alias="Ik", by=stranger)
    line, member = Line.objects.get(), told.members.get(alias=ALIAS)
    client = signed_in(stranger)

    for path in (f"regel/{line.pk}/wissen/", f"eraf/{member.pk}/", f"regel/{uuid4()}/wissen/"):
        assert client.post(address(other, path)).status_code == 404
    assert Line.objects.count() == 1
    assert told.members.count() == 3


def test_every_move_has_a_page_that_asks():
    from krachtlijn.community.actions import MOVES

    assert set(asking.MOVES) == set(MOVES) - {"propose"}
