"""With others: care does not own, the person governs, and each voice keeps its own words."""

from uuid import uuid4

from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import read_one, read_own
from tests import cast
from tests.demands.pages import id_in, in_order, offered


def test_e03_no_call_makes_a_worker_the_owner_of_a_goal(people, amina, joke):
    goal = id_in(amina.add("goal", "Zelf koken"))
    cast.show(people.amina, people.joke, entry=goal)
    whose, json = str(people.amina.pk), {"content_type": "application/json"}
    new = f"/api/v1/entries/{uuid4()}"
    told = {"kind": "goal", "content": {"words": "Elke dag douchen"}}

    calls = {
        "keeper": joke.put(new, {**told, "person": whose, "keeper": str(people.joke.pk)}, **json),
        "owner": joke.put(new, {**told, "content": {"words": "x", "owner": "Joke"}}, **json),
        "change": joke.patch(
            f"/api/v1/entries/{goal}",
            {"content": {"words": "x"}},
            headers={"If-Match": "1"},
            **json,
        ),
        "take over": joke.put(f"/api/v1/entries/{goal}", told, **json),
        "let go": joke.delete(f"/api/v1/entries/{goal}"),
        "wipe": joke.delete(f"/api/v1/entries/{goal}?wipe=true"),
        "page": joke.send(f"/plan/{goal}/aanpassen/", words="x", revision=1),
    }
    proposed = joke.put(new, {**told, "person": whose}, **json)
    own_yes = joke.post(f"{new}/accept")

    assert {name: answer.status_code for name, answer in calls.items()} == {
        "keeper": 422, "owner": 422, "change": 404, "take over": 409, "let go": 404, "wipe": 404,
        "page": 404,
    }  # fmt: skip
    assert (proposed.status_code, proposed.json()["standing"]) == (201, "proposed")
    assert own_yes.status_code == 404
    mine = Entry.objects.unscoped("a test looks").filter(kind="goal")
    assert {one.keeper for one in mine} == {people.amina.pk}
    assert [one.words for one in read_own(people.amina, standing="own")] == ["Zelf koken"]


def test_e18_a_choice_has_options_reasons_others_and_can_be_turned_back(amina):
    address = amina.add(
        "choice",
        "Waar ga ik wonen?",
        options="Bij mijn zus\nAlleen",
        reasons="Rust",
        others_think="Mijn zus wil dat ik blijf",
        chosen="Alleen",
        chosen_on="2026-03-01",
    )
    page = amina.read(address)
    amina.send(f"{address}aanpassen/", words="Waar ga ik wonen?", chosen="Bij mijn zus", revision=1)

    asked = ["What can you choose from?", "What counts for you?", "What do others think?"]
    assert in_order(page, *asked, "What do you choose?", "Since which day?")
    for said in ("Bij mijn zus<br>Alleen", "Rust", "Mijn zus wil dat ik blijf"):
        assert said in page
    again = amina.read(address)
    assert "Bij mijn zus" in again
    assert "How it was before" in again


def test_e39_each_item_is_shown_narrowed_and_withdrawn_and_who_looked_is_told(people, amina, joke):
    for kind, record in KINDS.items():
        if record.kind_of.only_me or record.kind_of.chosen_by_others:
            continue
        address = amina.add(kind, f"van mij: {kind}")
        one = id_in(address)
        assert joke.get(address).status_code == 404
        amina.send(f"{address}tonen/", to=str(people.joke.pk), lasts="open")
        assert f"van mij: {kind}" in joke.read(address)
        assert cast.seen(people.fatma, whose=people.amina) == set()
        amina.post(f"{address}verbergen/", {"to": str(people.joke.pk)})
        assert joke.get(address).status_code == 404
        assert f"van mij: {kind}" in amina.read("/ik/wie-keek/"), kind
        assert read_one(people.amina, one).words
    cast.show(people.amina, people.joke, kind="goal")
    word = amina.read("/ik/wie-ziet-wat/").split("/ik/wie-ziet-wat/")
    withdraw = next(part.split("/")[0] for part in word[1:] if "-" in part.split("/")[0])
    amina.post(f"/ik/wie-ziet-wat/{withdraw}/")
    assert cast.seen(people.joke, whose=people.amina) == set()
    assert "Joke" in amina.read("/ik/wie-keek/")


def test_e45_asking_taking_part_and_offering_are_all_three_visible_to_oneself(people, amina, joke):
    amina.add("step", "Els om raad vragen", kind="ask")
    amina.add("step", "Naar het buurtfeest", kind="meet")
    amina.add("experience", "Ik vertaalde een brief", did="helped")

    page = amina.read("/plan/").split("What I ask, where I take part, what I give")[1]

    assert in_order(page, "<h3>What I ask</h3>", "Els om raad vragen")
    assert in_order(page, "<h3>Where I take part</h3>", "Naar het buurtfeest")
    assert in_order(page, "<h3>What I give</h3>", "Ik vertaalde een brief")
    assert {"ask", "meet", "offer", "act_together"} <= offered(
        amina.read("/plan/nieuw/step/"), "kind"
    )


def test_e76_sources_of_strength_stand_with_how_to_reach_them(amina):
    amina.add("source", "Mijn nicht", locus="circle", how_to_reach="0499 12 34 56, na acht uur")
    amina.add("source", "De bank aan het water", locus="nature_faith_culture")

    page, sheet = amina.read("/plan/moeilijke-dag/"), amina.read("/plan/papier/koelkast/")

    assert in_order(page, "Where I find strength", "Mijn nicht", "0499 12 34 56")
    assert "De bank aan het water" in page
    assert "Mijn nicht" in sheet
    assert "0499 12 34 56" in sheet


def test_e88_the_help_of_a_helper_can_stand_in_their_own_record(people, amina, joke):
    step = amina.add("step", "Samen bellen", asks=str(people.joke.pk))
    cast.show(people.amina, people.joke, entry=id_in(step))
    assert "Keep it as a strength of my own" not in joke.read(step)
    joke.send(
        f"/ik/kring/{people.amina.pk}/voorstel/yes/", about=str(id_in(step)), words="Ja, graag"
    )

    page = joke.read(step)
    kept = joke.add("strength", "Ik blijf rustig aan de telefoon")

    assert "Keep it as a strength of my own" in page
    assert 'href="/plan/nieuw/strength/"' in page
    assert [one.words for one in read_own(people.joke)] == ["Ik blijf rustig aan de telefoon"]
    assert amina.get(kept).status_code == 404
    help_given = joke.read(joke.add("experience", "Ik hielp bij een telefoontje", did="helped"))
    assert "/plan/nieuw/strength/?about=" in help_given


def test_e90_a_decision_stands_whatever_another_thinks_of_it(people, amina, joke):
    address = amina.add("choice", "Stoppen met de cursus", chosen="Ik stop")
    choice = id_in(address)
    cast.show(people.amina, people.joke, kind="choice")
    before = read_one(people.amina, choice)
    assert f"/ik/kring/{people.amina.pk}/voorstel/view/?about={choice}" in joke.read(address)

    joke.send(
        f"/ik/kring/{people.amina.pk}/voorstel/view/", about=str(choice), words="Ik zou doorgaan"
    )
    view = next(one for one in read_own(people.amina) if one.kind.name == "view")
    now = read_one(people.amina, choice)

    assert (now.content, now.revision, now.standing) == (before.content, 1, "own")
    assert (view.about, view.author_id, view.standing) == (choice, people.joke.pk, "proposed")
    assert "Ik zou doorgaan" not in amina.read("/plan/").split('id="course"')[1]
    amina.post(f"/plan/{view.id}/ja/")
    page = amina.read(address)
    assert in_order(page, "Stoppen met de cursus", "What belongs to it", "Ik zou doorgaan")
    assert "words of Joke" in page
    # Support goes on as it was: the contact, what is shown, and the steps that were asked.
    assert "Joke" in amina.read("/ik/kring/")
    assert "Stoppen met de cursus" in joke.read(f"/ik/kring/{people.amina.pk}/")
