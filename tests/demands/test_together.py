"""From mine to ours and back: neighbourhood, groups and who answers act too, and nobody is in sight."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from krachtlijn.community import actions as together
from krachtlijn.community import releases
from krachtlijn.community.barriers import Acting, bundle
from krachtlijn.community.barriers import analyse as talk
from krachtlijn.community.barriers import report as put_to
from krachtlijn.community.models import Answer, Barrier, CollectiveAction, Signal
from krachtlijn.community.periods import (
    day_after,
    first_day,
    last_ended,
    months,
    quarter_of,
    release_day,
)
from krachtlijn.groups import actions as groups
from krachtlijn.groups.models import Group
from krachtlijn.organisations.codes import LIFE_DOMAIN, MECHANISM, THEMES
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership, Person
from krachtlijn.plans import became as what
from krachtlijn.vault.reading import read_one, read_own
from tests import cast
from tests.community.conftest import exactly, voices
from tests.demands.conftest import Browser
from tests.demands.pages import id_in, in_order, offered
from tests.plans.loop import areas, barrier, heard, lives, neighbours, possibility, post, says
from tests.plans.loop import told_back as all_the_way
from tests.rooms.conftest import tell

BECAME = "/plan/wat-werd-ervan/"


@pytest.fixture
def linde(people):
    """The neighbourhood in which Amina lives."""
    areas("linde", "haven", year=timezone.localdate().year - 1)
    lives(people.amina)


@pytest.fixture
def stijn(db):
    """Who answers for the city."""
    officer = cast.person("Stijn", language="en")
    city = Organisation.objects.create(name="Stad", city=True)
    Membership.objects.create(person=officer, organisation=city, role="officer")
    return Browser(officer)


@pytest.fixture
def asked(linde, stijn) -> Barrier:
    """What holds many back here, put to the city."""
    today = timezone.localdate()
    by = Acting("Werkgroep", frozenset({"group"}), today)
    heard()
    it = talk(bundle(barrier(), "Samen.", by=by), "Besproken.", by=by)
    city = Organisation.objects.get(name="Stad")
    until = today + timedelta(days=60)
    return put_to(it, "Wat doet de stad?", to=city, answer_by=until, by=by)


@pytest.fixture
def group(people, linde) -> Group:
    """Amina and Fatma do something together."""
    made = groups.begin("Werkgroep Wonen", alias="Mina", by=people.amina, area="linde")
    groups.join(made, "Fa", by=people.fatma)
    return made


@pytest.fixture
def last_quarter() -> str:
    """The last quarter whose numbers may be made today."""
    return list(last_ended(timezone.localdate(), quarters=True, many=2))[-1]


def say_of(about, question: str, many: int, code: str, *, month: str) -> None:
    """So many people answered this, and it was posted."""
    Answer.objects.bulk_create(
        Answer(token=uuid4().hex, about=about, question=question, said=[code], month=month)
        for _ in range(many)
    )


def page_of(one: Barrier) -> str:
    return f"/samen/drempel/{one.pk}/"


def decide(browser, one: Barrier, act: str, said: str):
    return browser.send(f"{page_of(one)}zet/decide/", act=act, said=said)


def test_e01_each_level_has_its_own_records_actions_and_overview(amina, asked, stijn, group):
    """Me and mine, who answers, and a neighbourhood with its groups: no tags of one another."""
    amina.add("strength", "Ik kan luisteren")
    goal = id_in(amina.add("goal", "Een droog huis"))
    amina.add("step", "Bellen", about=str(goal))
    amina.add("tie", "Buurvrouw Els", closeness="near")
    amina.add("condition", "De huisbaas herstelt het dak", about=str(goal), state="asked")
    plan = amina.read("/plan/")
    assert "Ik kan luisteren" in plan
    assert in_order(plan, "What I do", "Bellen", "What must change around me", "huisbaas")
    assert "Buurvrouw Els" in amina.read("/plan/kring/")

    waits = stijn.read("/stad/")
    assert "Wat doet de stad?" in waits
    assert decide(stijn, asked, "act", "Er komt een loket.").status_code == 302
    assert "Wat doet de stad?" not in stijn.read("/stad/")

    action = groups.begin_action(group, "Samen bellen", "change", by=amina.person)
    here = amina.read("/samen/linde/")
    assert "Waiting too long for a home" in here
    assert "Werkgroep Wonen" in here
    assert "Er komt een loket." in amina.read(page_of(asked))
    assert (action.who, list(together.actions_in("linde"))) == ("Werkgroep Wonen", [action])


def test_e05_a_group_holds_goals_decisions_and_actions_without_a_file_of_its_members(
    people, amina, group
):
    groups.put_in(group, "Opa Jan", by=people.amina)
    amina.send(
        f"/samen/groep/{group.pk}/schrijven/",
        kind="decision", words="We vragen een open lijst.", on="2026-11-01",
    )  # fmt: skip
    groups.begin_action(group, "Een open wachtlijst", "change", by=people.amina)

    page = amina.read(f"/samen/groep/{group.pk}/")

    assert in_order(page, "Een open wachtlijst", "We decided", "We vragen een open lijst.")
    assert "Opa Jan" in page  # by name only: there is no account, and no file
    assert [one.kind.name for one in read_own(people.amina)] == ["neighbourhood"]
    assert read_own(people.fatma) == []


def test_e08_levels_lead_to_each_other_and_nobody_is_found_from_outside(people, amina, linde):
    mine = amina.add("factor", "Al vier jaar op de lijst", polarity="hindering")
    out = f"/plan/signaal/?factor={id_in(mine)}"
    assert out in amina.read(mine)
    amina.send(out, theme="wait_home", act="give", factor=str(id_in(mine)))
    post()
    it = barrier()

    assert "Waiting too long for a home" in amina.read(BECAME)
    back = amina.read(page_of(it))
    assert "/plan/signaal/?theme=wait_home" in back
    assert "Amina" not in Browser().read(page_of(it))
    kept = Signal.objects.get()
    values = {str(getattr(kept, field.name)) for field in Signal._meta.fields}
    assert not values & {str(people.amina.pk), str(id_in(mine)), "Amina"}


def test_e09_mechanisms_of_exclusion_can_be_named(people, amina):
    named = offered(amina.read("/plan/nieuw/factor/"), "mechanism")
    assert named == set(MECHANISM)
    assert named >= {
        "income", "housing", "digital", "language_information", "discrimination_stigma",
    }  # fmt: skip
    address = amina.add("factor", "Alles moet online", mechanism=["digital", "income"])

    assert read_one(people.amina, id_in(address)).content["mechanism"] == ["digital", "income"]
    assert {
        one.mechanism for one in THEMES.values()
    } <= named  # what is said together names them too


def test_e15_a_right_is_explained_and_not_only_me_is_recorded(people, amina):
    address = amina.add(
        "factor", "De kamer werd mij geweigerd", polarity="hindering", where="self",
        mechanism="housing",
    )  # fmt: skip
    page = amina.read(address)
    assert in_order(page, "De kamer werd mij geweigerd", "As we know it in November 2026.")
    assert f"/plan/niet-alleen-ik/{id_in(address)}/" in page

    amina.send(f"/plan/niet-alleen-ik/{id_in(address)}/", where="society")

    assert read_one(people.amina, id_in(address)).content["where"] == ["self", "society"]


def test_e20_what_was_done_together_comes_back_and_each_says_what_it_did_for_them(
    people, amina, linde, group
):
    says(people.amina)
    post()
    it = all_the_way()
    Group.objects.update(barrier=it)
    action = groups.begin_action(group, "Loket", "change", by=people.amina)
    for move in ("ask", "form", "plan", "start"):
        groups.move_action(group, move, by=people.amina)
    groups.move_action(group, "result", "Vijf mensen kregen antwoord.", by=people.amina)

    assert "Het loket is open." in amina.read(BECAME)
    assert "Vijf mensen kregen antwoord." in amina.read(f"/samen/groep/{group.pk}/")
    assert amina.send(BECAME, question="did", about=str(it.pk), said="a_bit").status_code == 302
    post()
    assert [(one.about, one.said) for one in Answer.objects.all()] == [(it.pk, ["a_bit"])]
    assert CollectiveAction.objects.get(barrier=it) == action
    assert "Vijf mensen kregen antwoord." in amina.read(page_of(it))


@pytest.mark.parametrize(
    ("many", "told"),
    [
        (9, ""),
        (10, "Some people say: this helped me a bit."),
        (26, "About 25 people say: this helped"),
    ],
)
def test_what_it_did_for_people_is_told_once_enough_of_them_say_it(
    people, linde, last_quarter, many, told
):
    it = all_the_way(on=first_day(last_quarter))
    say_of(it.pk, "did", many, "a_bit", month=months(last_quarter)[0])
    say_of(it.pk, "did", 9, "yes", month=months(last_quarter)[2])
    before = Browser().read(page_of(it))

    releases.release_did(last_quarter, on=release_day(last_quarter), draw=exactly)

    page = Browser().read(page_of(it))
    assert "What it did for people" not in before
    assert ("What it did for people" in page) is bool(told)
    assert told in page
    assert "did something for me." not in page  # nine say so


def test_nobody_is_asked_what_will_not_be_told(people, amina, linde, last_quarter):
    says(people.amina)
    post()
    it = all_the_way(on=first_day(last_quarter))
    still = release_day(last_quarter)  # in the quarter after
    too_late = day_after(quarter_of(still))

    (then,) = what.what_became(people.amina, today=too_late - timedelta(days=1))
    (later,) = what.what_became(people.amina, today=too_late)

    assert then.asked == [("did", str(it.pk))]
    assert later.asked == []


def test_e23_enough_alike_reach_who_decides_without_anyone_being_known(linde, stijn):
    month = list(last_ended(timezone.localdate(), quarters=False, many=3))[-1]
    voices(9, "no_bus", "linde", month)
    voices(10, "wait_home", "linde", month)

    releases.release_heard(month, on=release_day(month), draw=exactly)

    (one,) = Barrier.objects.all()
    assert (one.phase, [scope.theme for scope in one.scopes.all()]) == ("bundled", ["wait_home"])
    by = Acting("Werkgroep", frozenset({"group"}), timezone.localdate())
    city = Organisation.objects.get(name="Stad")
    until = timezone.localdate() + timedelta(days=60)
    put_to(talk(one, "Besproken.", by=by), "Wat nu?", to=city, answer_by=until, by=by)
    page = stijn.read("/stad/")
    assert in_order(page, "Waiting too long for a home", "Wat nu?")
    assert not [token for token in Signal.objects.values_list("token", flat=True) if token in page]


def test_e31_stigma_can_be_named_has_a_rights_body_and_leads_to_action(
    people, amina, group, settings
):
    settings.COUNTRY = "BE"
    address = amina.add(
        "factor", "Ze lachten om mijn naam", polarity="hindering",
        mechanism="discrimination_stigma",
    )  # fmt: skip

    assert "Unia" in amina.read(address)
    assert "discrimination_stigma" in {one.mechanism for one in THEMES.values()}
    assert "acceptance" in offered(amina.read(f"/samen/groep/{group.pk}/doen/"), "kind")
    groups.begin_action(group, "Elke naam telt", "acceptance", by=people.amina)
    assert "Elke naam telt" in Browser().read("/samen/linde/")


def test_e42_each_who_said_the_same_is_led_to_the_others_and_nobody_is_revealed(
    people, amina, linde
):
    others = neighbours(11)
    Person.objects.update(language="en")
    says(people.amina)
    post()
    it = barrier()
    heard()
    made = groups.begin("Wonen", alias="Roos", by=others[0], area="linde", barrier=it)

    for one in (amina, Browser(Person.objects.get(pk=others[5].pk))):
        assert "You are not alone." in one.read(BECAME)
        page = one.read(page_of(it))
        assert f"/samen/groep/{made.pk}/meedoen/" in page
        assert not [name for name in ("Amina", "Buur ", "Roos") if name in page.split("<main")[1]]
    assert "You are not alone." not in Browser(people.fatma).read(BECAME)


def test_e48_the_community_gives_back_and_a_quiet_place_is_asked_what_it_lacks(
    people, amina, linde
):
    says(people.amina)
    post()
    it = barrier()
    possibility("Huurdersloket", came_of=it.pk)

    assert "Huurdersloket" in amina.read(BECAME)
    quiet = Browser().read("/samen/haven/")
    assert "What does this place lack?" in quiet
    assert "That says nothing about who lives here." in quiet


def test_e65_a_condition_is_up_to_who_is_around_and_never_to_the_person(people, amina, asked):
    goal = str(id_in(amina.add("goal", "Een droog huis")))
    amina.add("condition", "Minder schimmel", responsible="De huisbaas", about=goal, state="asked")

    assert "Never you." in amina.read("/plan/nieuw/condition/")
    assert in_order(amina.read("/plan/"), "What must change around me", "Minder schimmel")
    mine = amina.send("/plan/nieuw/condition/", words="Meer rust", responsible="ik")
    assert mine.status_code == 422
    # What a whole neighbourhood asks for is decided by the organisation that was asked.
    assert decide(amina, asked, "act", "Ik doe het wel.").status_code == 403
    asked.refresh_from_db()
    assert (asked.decision, asked.addressee.name) == ("", "Stad")


def test_e66_a_group_has_its_own_reflection_decisions_and_log(people, amina, joke, group):
    address = f"/samen/groep/{group.pk}/"
    kinds = {"meeting": "We kwamen samen.", "decision": "We gaan door.", "note": "Wat leerden we?"}
    for kind, words in kinds.items():
        amina.send(f"{address}schrijven/", kind=kind, words=words, on="2026-11-01")

    inside, outside = Browser(people.fatma).read(address), joke.read(address)

    for words in kinds.values():
        assert words in inside
        assert words not in outside
    assert "We talk until nobody objects" in inside  # how it was decided


@pytest.mark.parametrize("act", ["act", "not_act"])
def test_e78_an_insight_leads_to_a_decision_or_a_reasoned_no_and_is_told_back(
    people, amina, asked, stijn, act
):
    says(people.amina)
    post()
    assert decide(stijn, asked, act, " ").status_code == 422  # without a reason nothing is decided

    decide(stijn, asked, act, "Omdat het loket vol zit.")

    asked.refresh_from_db()
    assert asked.decision == act
    for page in (amina.read(BECAME), Browser().read(page_of(asked))):
        assert "Omdat het loket vol zit." in page
        assert "Stad" in page


def test_e79_who_lives_it_judges_what_is_possible_and_gaps_are_told_by_place(
    people, amina, linde, stijn
):
    says(people.amina)
    post()
    it = possibility()
    asks = amina.read(BECAME)
    assert offered(asks, "said") >= {"real", "meaningful", "feasible"}
    amina.send(BECAME, {"said": ["real", "feasible"]}, question="fits", about=str(it.pk))
    post()

    kept = Answer.objects.get()
    assert (kept.about, kept.said) == (it.pk, ["real", "feasible"])
    tell(41, "wait_home", "linde")
    home = str(LIFE_DOMAIN.label("home"))
    assert in_order(amina.read("/samen/linde/"), "What weighs, and what is possible here", home)
    assert in_order(stijn.read("/stad/"), "Linde", home)


def test_what_enough_people_find_of_it_is_told_and_of_fewer_nothing(linde, last_quarter):
    it = possibility()
    month = months(last_quarter)[0]
    for code, many in (("real", 10), ("meaningful", 9), ("feasible", 31)):
        say_of(it.pk, "fits", many, code, month=month)

    releases.release_fits(last_quarter, on=release_day(last_quarter), draw=exactly)

    page = Browser().read(f"/samen/mogelijkheid/{it.pk}/")
    assert "Some people say: this is really there." in page
    assert "About 30 people say: this can be managed." in page
    assert "this matters." not in page


def test_e80_what_is_done_against_exclusion_stands_with_what_it_brought(people, amina, group):
    groups.begin_action(group, "Iedereen aan tafel", "acceptance", by=people.amina)
    for move in ("ask", "form", "plan", "start"):
        groups.move_action(group, move, by=people.amina)
    groups.move_action(group, "result", "Veertig mensen aten samen.", by=people.amina)

    page = Browser().read("/samen/linde/")

    assert in_order(page, "Everyone belongs here", "Iedereen aan tafel", "Veertig mensen")
    assert "Mina" not in page.split("<main")[1]
