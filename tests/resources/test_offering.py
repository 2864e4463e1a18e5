"""Who offers something keeps it true: members of the house or the group, and nobody else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from krachtlijn.community.models import Barrier, Cell, Release
from krachtlijn.community.releases import about_answer
from krachtlijn.community.telling import fits_of
from krachtlijn.groups import actions as groups
from krachtlijn.organisations.models import Area, Division, Organisation
from krachtlijn.people.models import Membership
from krachtlijn.resources import actions, rules
from krachtlijn.resources.forms import CONTENT, PossibilityForm
from krachtlijn.resources.models import Possibility
from krachtlijn.rooms import offering
from tests import cast
from tests.faults.planting import plant
from tests.resources.conftest import TODAY

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Loket",
    "words": "Vragen over je huur.",
    "domain": "home",
    "languages": ["nl", "ar"],
}


def someone(role, house=None):
    """Someone with a role in this house, or in another one."""
    person = cast.person(role)
    where = house or Organisation.objects.create(name="Elders")
    Membership.objects.create(person=person, organisation=where, role=role)
    return person


@pytest.mark.parametrize("role", Membership.Role.values)
def test_every_role_but_the_operator_puts_something_on_the_list(house, signed_in, role):
    answer = signed_in(someone(role, house)).post("/samen/mogelijkheden/nieuw/", TYPED)

    assert answer.status_code == (403 if role == "operator" else 302)
    found = list(Possibility.objects.values_list("offered_by", "languages", "checked_by"))
    right = [("Wijkhuis De Linde", "nl ar", "Wijkhuis De Linde")]
    assert found == ([] if role == "operator" else right)


def test_a_group_offers_under_its_own_name(signed_in, db):
    amina = cast.person("Amina")
    group = groups.begin("Kookploeg", alias="Amina", by=amina)

    signed_in(amina).post("/samen/mogelijkheden/nieuw/", TYPED)

    one = Possibility.objects.get()
    assert (one.group, one.organisation, one.offered_by) == (group.pk, None, "Kookploeg")


def test_who_speaks_for_two_says_for_which(joke, house, signed_in):
    groups.begin("Kookploeg", alias="Joke", by=joke)
    client = signed_in(joke)

    assert client.post("/samen/mogelijkheden/nieuw/", TYPED).status_code == 422
    client.post("/samen/mogelijkheden/nieuw/", TYPED | {"offerer": str(house.pk)})

    assert Possibility.objects.get().organisation == house


def test_sent_twice_is_one(joke, signed_in):
    sent = TYPED | {"id": str(uuid4())}
    for _ in range(2):
        signed_in(joke).post("/samen/mogelijkheden/nieuw/", sent)

    assert Possibility.objects.count() == 1


CALLS = {"wijzigen": (TYPED, "Loket"), "klopt": ({}, "Oud"), "stopt": ({}, "Oud")}


@pytest.mark.parametrize("call", CALLS)
def test_only_who_offers_it_tends_it(listed, house, joke, signed_in, call):
    one = listed("Oud", checked_on=TODAY - timedelta(days=300))
    sent, called = CALLS[call]
    address = f"/samen/mogelijkheid/{one.pk}/{call}/"

    for other in (cast.person("Stranger"), someone("worker"), someone("operator", house)):
        before = Possibility.objects.values().get()
        assert signed_in(other).post(address, sent).status_code == 403
        assert Possibility.objects.values().get() == before

    assert signed_in(joke).post(address, sent).status_code == 302
    now = Possibility.objects.get()
    assert now.name == called
    assert (now.ended is not None) is (call == "stopt")
    assert (now.checked_on > TODAY - timedelta(days=300)) is (call != "stopt")


def test_seen_red_a_rule_that_asks_nobody(listed, signed_in, monkeypatch):
    one = listed("Oud")
    plant(monkeypatch, rules.may_tend, "if not any(", "if False and not any(")
    for module in (offering, actions):
        monkeypatch.setattr(module, "may_tend", rules.may_tend)

    answer = signed_in(someone("worker")).post(f"/samen/mogelijkheid/{one.pk}/klopt/")

    assert answer.status_code == 302


def test_a_page_shows_the_buttons_to_who_may(listed, joke, signed_in):
    one = listed()

    assert b"/klopt/" in signed_in(joke).get(f"/samen/mogelijkheid/{one.pk}/").content
    stranger = signed_in(cast.person("Stranger"))
    assert b"/klopt/" not in stranger.get(f"/samen/mogelijkheid/{one.pk}/").content


def tied(listed, barrier, **more):
    """On the list since a barrier that is closed now, in an area that is no more."""
    for year, code, name in ((2020, "oud", "Oude Kaai"), (2025, "nieuw", "Nieuwe Kaai")):
        division = Division.objects.create(year=year, source="made up")
        Area.objects.create(division=division, code=code, name=name, path="M0 0Z", x=0, y=0)
    return listed("Loket", came_of=barrier.pk, area="oud", languages="nl xx", **more)


@pytest.mark.parametrize("others", [False, True])
def test_changing_something_cuts_no_tie_that_can_be_chosen_no_more(joke, listed, signed_in, others):
    closed = Barrier.objects.create(title="De lijst", opened=TODAY, closed=TODAY)
    one = tied(listed, closed)
    if others:
        Barrier.objects.create(title="Een andere", opened=TODAY)
    page = signed_in(joke).get(f"/samen/mogelijkheid/{one.pk}/wijzigen/")
    form = page.context["form"]
    typed = {field.name: field.value() for field in form if field.value() not in (None, False)}

    shown = page.content.decode()
    assert "De lijst" in shown
    assert "Oude Kaai" in shown
    answer = signed_in(joke).post(
        f"/samen/mogelijkheid/{one.pk}/wijzigen/", typed | {"name": "Nieuw"}
    )

    assert answer.status_code == 302
    before = {name: getattr(one, name) for name in CONTENT}
    one.refresh_from_db()
    assert {name: getattr(one, name) for name in CONTENT} == before | {"name": "Nieuw"}


def test_what_the_form_did_not_ask_stays(joke, listed, signed_in):
    one = listed("Loket", area="oud")
    Possibility.objects.filter(pk=one.pk).update(came_of=None)
    form = PossibilityForm(TYPED, areas=[], barriers=[])

    assert form.is_valid()
    assert not {"area", "came_of"} & form.content().keys()


FIT = {
    "real": "this is really there", "meaningful": "this matters", "feasible": "this can be managed",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({}, {}),
        ({"real": 10}, {"real": "Some people say:"}),
        ({"real": 9}, {}),
        (
            {"meaningful": 41, "feasible": 24},
            {"meaningful": "About 40 people say:", "feasible": "Some people say:"},
        ),
    ],
)
def test_what_enough_people_find_of_it_is_told_in_words(listed, visitor, cells, told):
    one, today = listed(), timezone.localdate()
    old = Release.objects.create(question="fits", period="2026Q1", made=today)
    Cell.objects.create(release=old, about=about_answer(one.pk, "real"), number=40)
    last = Release.objects.create(question="fits", period="2026Q2", made=today)
    for code, number in cells.items():
        Cell.objects.create(release=last, about=about_answer(one.pk, code), number=number)
    Cell.objects.create(release=last, about=about_answer(uuid4(), "real"), number=40)

    headers = {"accept-language": "en"}
    shown = visitor.get(f"/samen/mogelijkheid/{one.pk}/", headers=headers).content.decode()

    for code, words in FIT.items():
        assert (words in shown) is (code in told)
        assert f"<li>{told.get(code, '-')} {words}.</li>" in shown or code not in told
    assert not re.search(r"\b(41|24)\b", shown.split("<main")[1])


def test_what_people_found_long_ago_is_told_no_more(listed, visitor):
    one, long_ago = listed(), timezone.localdate() - timedelta(days=400)
    old = Release.objects.create(question="fits", period="2025Q1", made=long_ago)
    Cell.objects.create(release=old, about=about_answer(one.pk, "real"), number=40)

    assert fits_of(one.pk, timezone.localdate()) == {}
