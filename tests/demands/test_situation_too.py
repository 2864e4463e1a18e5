"""Never only the person: what helps and holds back sits in me, around me and in society."""

import re

from django.utils import timezone

from krachtlijn.community.models import Signal
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.reading import read_one, read_own
from tests import cast
from tests.demands.pages import FORBIDDEN_FIELD, form_of, id_in, in_order, offered
from tests.plans.loop import areas, lives, post


def test_e13_what_i_believe_i_can_do_is_kept_apart(amina):
    """The scan comes later. What can be said now keeps the three components apart, untotalled."""
    form = amina.read("/plan/nieuw/experience/")
    assert offered(form, "component") == {"belief", "insight", "doing"}
    believed = amina.add("experience", "Ik durfde te bellen", component="belief")
    saw = amina.add("experience", "Ik snap de brief", component="insight")

    page = amina.read("/plan/")

    assert "I dared or believed" in amina.read(believed)
    assert "I dared" not in amina.read(saw)
    assert in_order(page, "Ik snap de brief", "I saw how it works", "Ik durfde te bellen")
    assert not FORBIDDEN_FIELD.search(" ".join(KINDS["experience"].model_fields))


def test_e17_taking_part_choosing_and_trying_are_experiences_and_nothing_is_compliance(amina):
    form = amina.read("/plan/nieuw/experience/")

    assert {"took_part", "chose", "tried"} <= offered(form, "did")
    address = amina.add("experience", "Naar de raad geweest", did=["took_part", "tried"])
    assert in_order(amina.read(address), "What did you do?", "I took part", "I tried something new")
    codes = {
        f"{name} {code}"
        for record in KINDS.values()
        for name, asked in record.asked()
        for code in (asked.codes or [""])
    }
    assert not [one for one in codes if FORBIDDEN_FIELD.search(one)]


def test_e19_a_goal_may_aim_at_the_world(people, amina):
    form = amina.read("/plan/nieuw/goal/")
    assert offered(form, "target") == {"self", "surroundings", "organisation", "society"}
    none = id_in(amina.add("goal", "Zonder doelwit"))
    both = amina.add("goal", "Een lift in het station", target=["organisation", "society"])

    assert read_one(people.amina, none).content["target"] == []
    page = amina.read(both)
    assert "An organisation, school or employer" in page
    assert "Rules and society" in page


def test_e22_where_it_sits_has_no_default_and_several_answers(people, amina):
    form = amina.read("/plan/nieuw/factor/")
    assert "Where does it sit?" in form
    assert offered(form, "where") == {"self", "surroundings", "society"}
    assert 'type="checkbox" name="where"' in form
    some = amina.add("factor", "De wachtlijst", where=["surroundings", "society"])
    none = amina.add("factor", "Slecht slapen")

    assert read_one(people.amina, id_in(some)).content["where"] == ["surroundings", "society"]
    assert read_one(people.amina, id_in(none)).content["where"] == []


def test_e29_vulnerability_is_recognised_and_never_a_deficit_score(amina, take_away):
    fields = {name for record in KINDS.values() for name in record.model_fields}
    assert not [name for name in fields if FORBIDDEN_FIELD.search(name)]
    form = amina.read("/plan/nieuw/vulnerability/")
    assert in_order(form, "Where are you vulnerable?", "What around you plays a part in it?")

    address = amina.add(
        "vulnerability", "Ik raak snel overprikkeld", around="Het huis is gehorig", where="society"
    )
    kept = next(one for one in take_away(amina)["entries"] if one["kind"] == "vulnerability")

    assert kept["id"] == str(id_in(address))
    assert kept["content"]["words"] == "Ik raak snel overprikkeld"
    assert kept["content"]["around"] == "Het huis is gehorig"
    assert kept["content"]["where"] == ["society"]
    assert not FORBIDDEN_FIELD.search(" ".join(kept["content"]))


def test_e30_barriers_and_signals_can_be_attached_to_a_vulnerability(people, amina):
    """The vulnerability stays with its person; what holds back beside it becomes a signal."""
    areas("linde", year=timezone.localdate().year - 1)
    lives(people.amina)
    address = amina.add("vulnerability", "Ik lees moeilijk")
    assert f"/plan/nieuw/factor/?about={id_in(address)}" in amina.read(address)

    barrier = amina.add(
        "factor",
        "Alles moet online",
        about=str(id_in(address)),
        polarity="hindering",
        where="society",
        mechanism=["digital", "language_information"],
    )

    assert in_order(amina.read(address), "What belongs to it", "Alles moet online")
    kept = read_one(people.amina, id_in(barrier))
    assert (kept.about, kept.content["mechanism"]) == (
        id_in(address), ["digital", "language_information"],
    )  # fmt: skip
    # From what holds back a signal is given; it carries the barrier, and not who is vulnerable.
    asks = f"/plan/signaal/?factor={id_in(barrier)}"
    assert asks in amina.read(barrier)
    amina.send(asks, theme="online_only", act="give", factor=str(id_in(barrier)))
    post()
    (signal,) = Signal.objects.all()
    assert (signal.theme, signal.mechanism, signal.raised_by) == (
        "online_only",
        "digital",
        "person",
    )
    assert "Ik lees moeilijk" not in amina.read("/plan/wat-werd-ervan/")


def test_e40_limits_come_from_inside_and_outside_alike(people, amina):
    form = amina.read("/plan/nieuw/factor/")
    assert {"self", "surroundings"} <= offered(form, "where")
    for where in ("self", "surroundings", "society"):
        address = amina.add("factor", f"zit: {where}", where=where)
        assert read_one(people.amina, id_in(address)).content["where"] == [where]
    plan = amina.read("/plan/")
    for label in ("In me", "Around me", "In rules and society"):
        assert label in plan


def test_e82_both_polarities_and_never_only_the_person(people, amina):
    form = amina.read("/plan/nieuw/factor/")
    assert offered(form, "polarity") == {"promoting", "hindering", "mixed"}
    assert offered(form, "where") == {"self", "surroundings", "society"}
    assert {"income", "health_limitation_effects"} <= offered(form, "mechanism")
    amina.add("factor", "Mijn buur helpt", polarity="promoting")
    amina.add("factor", "Te weinig geld", polarity="hindering", mechanism="income")
    amina.add("factor", "Mijn ziekte", polarity="mixed", mechanism="health_limitation_effects")

    carries, weighs = amina.read("/plan/").split('id="weighs"')[:2]
    carries = carries.split('<h2 id="carries"')[1]

    assert "Mijn buur helpt" in carries
    assert "Te weinig geld" in weighs
    assert "Mijn ziekte" in weighs
    # The view offers both sides, also when only one was filled.
    for one in read_own(people.amina):
        amina.post(f"/plan/{one.id}/loslaten/")
    amina.add("factor", "Alleen dit", polarity="hindering")
    page = amina.read("/plan/")
    assert "/plan/nieuw/strength/" in page
    assert "/plan/nieuw/source/" in page


def test_e83_a_burden_is_eased_by_an_aid_or_a_source_and_nothing_is_summed(people, amina):
    burden = amina.add("factor", "Slecht slapen", polarity="hindering", weight="heavy")
    page = amina.read(burden)
    assert f"/plan/nieuw/aid/?about={id_in(burden)}" in page
    assert f"/plan/nieuw/source/?about={id_in(burden)}" in page
    aid = amina.read(f"/plan/nieuw/aid/?about={id_in(burden)}")
    assert "What does it make lighter?" in aid

    amina.add("aid", "Een verduisterend gordijn", eases=str(id_in(burden)))
    amina.add("source", "Wandelen", eases=str(id_in(burden)))
    before = amina.read("/plan/").split('id="carries"')[0]
    for number in range(3):
        amina.add("factor", f"nog zwaar {number}", polarity="hindering", weight="heavy")

    assert in_order(amina.read(burden), "What belongs to it", "Wandelen")
    assert "Een verduisterend gordijn" in amina.read(burden)
    after = amina.read("/plan/").split('id="carries"')[0]
    drawing = "balance-picture"
    assert picture(before, drawing) == picture(after, drawing)
    assert not any(sign.isdigit() for sign in said(picture(after, drawing)))


def test_e84_a_strength_is_used_or_not_and_says_what_stands_in_the_way(amina):
    form = amina.read("/plan/nieuw/strength/")
    assert offered(form, "in_use") == {"yes", "partly", "no", "unknown"}
    assert offered(form, "not_used_because") == {"self", "surroundings", "society"}

    address = amina.add(
        "strength",
        "Ik kan naaien",
        in_use="no",
        not_used_because=["surroundings"],
        not_used_words="Ik heb geen machine",
    )

    page = amina.read(address)
    assert in_order(page, "Do you use it now?", "No, not now", "If not: where", "Around me")
    assert in_order(page, "What stands in the way?", "Ik heb geen machine")


def test_e85_a_vulnerability_stays_private_and_the_next_word_is_a_possibility(people, amina, joke):
    cast.show(people.amina, people.joke, kind="vulnerability", later=True)
    asked = amina.read("/plan/nieuw/vulnerability/")
    form = form_of(asked)
    address = amina.add("vulnerability", "Mijn rug", possibility="Zittend werk")

    assert "Only you see this, until you show it to someone." in asked
    assert joke.get(address).status_code == 404
    assert "What is possible, even so?" in form
    page = amina.read(address)
    assert in_order(page, "And then, if you want", "/plan/nieuw/source/", "/plan/nieuw/factor/")
    assert "risk" not in page.lower()
    assert "danger" not in page.lower()


def picture(page: str, name: str) -> str:
    drawn = re.search(rf'<svg class="picture {name}".*?</svg>', page, re.S)
    assert drawn
    return drawn.group()


def said(drawn: str) -> str:
    """What a reader of a picture sees and hears of it: its texts."""
    return " ".join(re.findall(r"<(?:text|title|desc)[^>]*>([^<]*)<", drawn))


def test_what_was_not_said_to_weigh_does_not_stand_among_what_weighs(people, amina, joke):
    amina.add("factor", "Te weinig geld", polarity="hindering")
    amina.add("factor", "Mijn twee zussen")
    cast.show(people.amina, people.joke, kind="factor")

    plan, shown = amina.read("/plan/"), joke.read(f"/ik/kring/{people.amina.pk}/")
    paper = amina.read("/plan/papier/a4/")
    weighs, rest = plan.split('<h2 id="weighs">')[1].split('<h2 id="unsaid">')
    asked = rest.split('<h2 id="course">')[0]

    assert ("Te weinig geld" in weighs, "Mijn twee zussen" in weighs) == (True, False)
    assert in_order(asked, "Does this help, or hold back?", "Mijn twee zussen")
    assert [page.count('class="stone') for page in (asked, weighs, shown, paper)] == [0, 1, 1, 1]


def test_whether_it_helps_and_where_it_sits_is_asked_without_unfolding(amina):
    form = form_of(amina.read("/plan/nieuw/factor/"))

    in_sight, folded = form.split("<details")

    names = ("polarity", "where", "weight")
    assert [f'name="{name}"' in in_sight for name in names] == [True, True, False]
    assert [f'name="{name}"' in folded for name in names] == [False, False, True]
