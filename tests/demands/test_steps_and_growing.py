"""From wish to step and back: small, outward too, without blame, and only against oneself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from krachtlijn.vault import actions
from krachtlijn.vault.errors import Invalid
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Look
from krachtlijn.vault.reading import read_one, read_own
from tests import cast
from tests.demands.pages import FORBIDDEN_FIELD, form_of, id_in, in_order, offered


def test_e16_a_source_becomes_a_step_in_one_action_and_its_use_is_answered_by_its_person(
    people, amina, joke
):
    address = amina.add("source", "Het buurthuis", locus="community")
    page = amina.read(address)
    one_action = f"/plan/nieuw/step/?about={id_in(address)}"
    assert one_action in page
    assert "ask" in offered(amina.read(one_action), "kind")

    step = amina.add("step", "Vragen of ik mag komen", kind="ask", about=str(id_in(address)))
    amina.send(f"{address}aanpassen/", words="Het buurthuis", in_use="partly", revision=1)

    assert read_one(people.amina, id_in(step)).about == id_in(address)
    assert "Vragen of ik mag komen" in amina.read(address)
    assert offered(amina.read("/plan/nieuw/source/"), "in_use") == {
        "yes",
        "partly",
        "no",
        "unknown",
    }
    assert in_order(amina.read(address), "Do you use it now?", "Sometimes")
    assert joke.send(f"{address}aanpassen/", words="x", in_use="no", revision=2).status_code == 404


def test_e44_steps_go_inward_and_outward(people, amina):
    kinds = offered(amina.read("/plan/nieuw/step/"), "kind")
    assert {"reflect", "learn", "ask", "meet", "act_together", "change_rules"} <= kinds
    for kind in kinds:
        address = amina.add("step", f"stap: {kind}", kind=kind)
        assert read_one(people.amina, id_in(address)).content["kind"] == kind


def test_e46_a_plan_for_a_hard_time_is_written_and_owned_by_the_person(people, amina, joke):
    address = amina.add(
        "signs",
        "Ik open de post niet meer",
        helps="Thee bij Els",
        not_helps="Aandringen",
        whom_to_call="Els, 0499 12 34 56",
    )
    page = amina.read("/plan/moeilijke-dag/")

    for words in ("Ik open de post niet meer", "Thee bij Els", "Aandringen"):
        assert words in page
    assert 'href="tel:0499123456"' in page
    assert joke.get(address).status_code == 404
    assert joke.get(f"/ik/kring/{people.amina.pk}/voorstel/signs/").status_code == 404
    cast.show(people.amina, people.joke, entry=id_in(address))
    assert joke.send(f"{address}aanpassen/", words="x", revision=1).status_code == 404
    mine = read_one(people.amina, id_in(address))
    assert (mine.author_id, mine.keeper, mine.revision) == (people.amina.pk, people.amina.pk, 1)


def test_e62_looking_back_asks_first_what_became_wider(amina):
    form = form_of(amina.read("/plan/nieuw/reflection/"))
    wider = "Did a place, a role or a person come into your life?"
    questions = [str(asked.question) for _name, asked in KINDS["reflection"].asked()]

    assert questions[1] == wider
    assert in_order(form, "How do you look back on it?", wider, "What do you take along?")
    everywhere = " ".join(
        str(asked.question).lower() for record in KINDS.values() for _name, asked in record.asked()
    )
    assert "symptom" not in everywhere
    assert "complaint" not in everywhere
    address = amina.add("reflection", "Een goede maand", wider="Ik zing nu in het koor")
    assert "Ik zing nu in het koor" in amina.read(address)


def test_e70_a_step_offers_looking_back_and_looking_back_a_step_and_both_are_free(people, amina):
    step = amina.add("step", "Bellen met de school", state="done")
    assert f"/plan/nieuw/reflection/?about={id_in(step)}" in amina.read(step)
    back = amina.add("reflection", "Het viel mee", about=str(id_in(step)))
    assert f"/plan/nieuw/step/?about={id_in(back)}" in amina.read(back)
    next_step = amina.add("step", "Opnieuw bellen", about=str(id_in(back)))

    assert read_one(people.amina, id_in(next_step)).about == id_in(back)
    assert in_order(amina.read(step), "And then, if you want", "/plan/nieuw/reflection/")
    # Neither is asked for: both stand by themselves.
    alone = [amina.add("step", "Zomaar een stap"), amina.add("reflection", "Zomaar een gedachte")]
    assert [read_one(people.amina, id_in(one)).about for one in alone] == [None, None]


def test_e71_what_went_well_is_kept_and_found_again_on_a_bad_day(amina):
    amina.add(
        "experience",
        "Ik belde en hing niet op",
        helped_in_me="Mijn koppigheid",
        helped_around_me="Els zat naast me",
    )
    assert "Show me on a bad day" in amina.read("/plan/")

    page = amina.read("/plan/moeilijke-dag/")

    assert "Ik belde en hing niet op" in page
    assert in_order(page, "What in you helped?", "Mijn koppigheid")
    assert in_order(page, "What around you helped?", "Els zat naast me")
    amina.add("experience", "Ik stond op tijd op")
    both = amina.read("/plan/moeilijke-dag/?n=0") + amina.read("/plan/moeilijke-dag/?n=1")
    assert "Ik belde en hing niet op" in both
    assert "Ik stond op tijd op" in both


def test_e72_mastering_and_accepting_are_equal_ends(amina):
    form = amina.read("/plan/nieuw/goal/")
    assert offered(form, "kind") == {"change", "keep", "live_with", "others_change"}

    rows = {
        kind: amina.read(amina.add("goal", f"doel: {kind}", kind=kind))
        for kind in ("change", "keep", "live_with", "others_change")
    }

    # Each gives the same page, with the same next words.
    for kind, page in rows.items():
        assert in_order(page, f"doel: {kind}", "/plan/nieuw/step/", "/plan/nieuw/condition/")


def test_e81_exploring_may_end_in_nothing_changes_now(people, amina):
    form = amina.read("/plan/nieuw/exploration/")
    questions = ["Is it possible?", "Do you really want it?", "How could it be done?"]
    assert in_order(form, *questions, "Where does it end, for now?")
    assert {"nothing_changes_now", "surroundings_should_change"} <= offered(form, "outcome")

    for outcome in ("nothing_changes_now", "surroundings_should_change"):
        address = amina.add("exploration", f"uit: {outcome}", outcome=outcome)
        assert read_one(people.amina, id_in(address)).content["outcome"] == outcome
    page = amina.read("/plan/")
    assert "Nothing changes now" in page
    assert "The surroundings should change" in page
    # Nothing was made of it.
    assert {one.kind.name for one in read_own(people.amina)} == {"exploration"}


def test_e87_a_missed_step_carries_no_blame(people, amina, joke):
    missed = (timezone.localdate() - timedelta(days=30)).isoformat()
    ahead = (timezone.localdate() + timedelta(days=30)).isoformat()
    address = amina.add("step", "Bellen", on=missed, asks=str(people.joke.pk))
    other = amina.add("step", "Bellen", on=ahead, asks=str(people.joke.pk))
    cast.show(people.amina, people.joke, kind="step")
    assert {"not_now", "otherwise"} <= offered(amina.read("/plan/nieuw/step/"), "state")

    rows = [
        amina.read("/plan/").split(f'href="{one}"')[1].split("</li>")[0] for one in (address, other)
    ]
    for page in (amina.read("/"), amina.read("/plan/"), amina.read(address), joke.read("/")):
        for blame in ("overdue", "late", "missed", "streak", "failed", "too long ago"):
            assert f" {blame} " not in page.lower(), blame
    assert rows[0] == rows[1]  # past or to come, a step looks the same
    assert not [name for name in KINDS["step"].model_fields if FORBIDDEN_FIELD.search(name)]
    before = Look.objects.unscoped("a test counts").count()
    amina.send(f"{address}aanpassen/", words="Bellen", state="not_now", revision=1)
    assert "Not now" in amina.read(address)
    assert Look.objects.unscoped("a test counts").count() == before


def test_e91_own_steps_and_what_others_must_do_stand_side_by_side(people, amina):
    goal = id_in(amina.add("goal", "Een droog huis"))
    empty = amina.read("/plan/")
    amina.add("step", "Foto's maken", about=str(goal))
    with_step = amina.read("/plan/")
    amina.add(
        "condition",
        "Het dak herstellen",
        about=str(goal),
        responsible="De huisbaas",
        state="asked",
    )
    with_both = amina.read("/plan/")

    asks = f'href="/plan/nieuw/condition/?about={goal}"'
    assert asks in empty
    assert in_order(with_step, "What I do", "Foto&#x27;s maken", "What should others do?", asks)
    both = with_both.split('class="cols"')[-1]
    assert in_order(both, "Foto&#x27;s maken", "What must change around me", "Het dak herstellen")
    assert asks in both  # asked each time, not only once
    assert "Never you." in amina.read("/plan/nieuw/condition/")


@pytest.mark.parametrize("oneself", ["ik", " Mij. ", "ME", "Moi-même", "amina", "Amina"])
def test_what_must_change_is_never_up_to_the_person_alone(people, amina, oneself):
    kept = amina.add("condition", "Minder schimmel", responsible="De huisbaas")

    new = amina.send("/plan/nieuw/condition/", words="Meer rust", responsible=oneself)
    changed = amina.send(f"{kept}aanpassen/", words="Rust", responsible=oneself, revision=1)

    said = "Name who around you can change this. It is never up to you alone."
    assert [(one.status_code, said in one.content.decode()) for one in (new, changed)] == [
        (422, True), (422, True),
    ]  # fmt: skip
    assert [one.words for one in read_own(people.amina)] == ["Minder schimmel"]
    with pytest.raises(Invalid):
        actions.write(uuid4(), "condition", {"words": "x", "responsible": oneself}, by=people.amina)


def test_nobody_puts_before_someone_that_it_is_up_to_them_alone(people, amina, joke):
    path = f"/ik/kring/{people.amina.pk}/voorstel/condition/"

    refused = joke.send(path, words="Meer rust", responsible="Amina")
    fine = joke.send(path, words="Meer rust", responsible="Joke")

    assert (refused.status_code, fine.status_code) == (422, 302)


@pytest.mark.parametrize("kind", ["yes", "view"])
def test_what_only_others_say_cannot_be_written_for_oneself(people, amina, kind):
    path = f"/plan/nieuw/{kind}/"

    assert (amina.get(path).status_code, amina.send(path, words="Ja").status_code) == (404, 404)
    assert read_own(people.amina) == []
