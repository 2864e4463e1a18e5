"""The plan is the person's own: begun without a label, strengths first, in their own words."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from krachtlijn.people.models import Person
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Entry, EntryRevision
from krachtlijn.vault.reading import read_one, read_own
from tests import cast
from tests.demands.pages import FORBIDDEN_FIELD, form_of, id_in, in_order, inputs, offered


def test_e06_beginning_asks_no_label(nobody):
    page = nobody.read("/begin/kracht/")

    answer = nobody.send("/begin/kracht/", words="Koken")

    assert answer.status_code == 302
    begun = Person.objects.get()
    assert begun.name == ""
    assert [one.words for one in read_own(begun)] == ["Koken"]
    asked = [part for part in form_of(page).split("<") if part.startswith(("input", "textarea"))]
    assert len([one for one in asked if 'type="hidden"' not in one]) == 1
    columns = {field.name for field in Person._meta.get_fields()}
    fields = {name for record in KINDS.values() for name in record.model_fields}
    assert not [name for name in columns | fields if FORBIDDEN_FIELD.search(name)]
    required = {
        name
        for record in KINDS.values()
        for name, field in record.model_fields.items()
        if field.is_required()
    }
    assert required == {"words"}


def test_e14_why_a_goal_matters_is_filled_by_the_person_only(people, amina, joke):
    form = joke.read(f"/ik/kring/{people.amina.pk}/voorstel/goal/")
    sent = {"kind": "goal", "person": str(people.amina.pk)}
    refused = joke.put(
        "/api/v1/entries/00000000-0000-4000-8000-000000000014",
        {**sent, "content": {"words": "Werk zoeken", "why": "Omdat het moet"}},
        content_type="application/json",
    )
    cast.put_before(people.amina, "Werk zoeken", by=people.joke)
    waiting = next(one for one in read_own(people.amina) if one.is_proposed)
    amina.post(f"/plan/{waiting.id}/ja/")

    answer = amina.send(
        f"/plan/{waiting.id}/aanpassen/", words="Werk zoeken", why="Voor mijn kinderen", revision=2
    )

    assert 'name="why"' not in form
    assert 'name="why"' in amina.read("/plan/nieuw/goal/")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["why"])
    assert answer.status_code == 302
    assert read_one(people.amina, waiting.id).content["why"] == "Voor mijn kinderen"


def test_e24_roles_and_places_stand_before_what_is_used(amina):
    amina.add("aid", "De tolkentelefoon", state="in_use")
    amina.add("place", "Moeder van twee", tense="have")
    amina.add("place", "Vrijwilliger op de markt", tense="want")

    page = amina.read("/plan/")

    assert in_order(page, "My roles and places", "What I use or need")
    for said in ("Moeder van twee", "I have this", "Vrijwilliger op de markt", "I want this"):
        assert in_order(page, said, "De tolkentelefoon")


def test_e25_strengths_are_offered_first_and_skipping_is_free(nobody, amina):
    first = nobody.read("/begin/kracht/")
    skipped = nobody.send("/begin/kracht/", skip="1")
    begun = Person.objects.exclude(name__in=["Amina", "Joke", "Fatma", "Tom"]).get()

    assert "What are you good at?" in first
    assert (skipped.status_code, skipped.url) == (302, "/begin/kaart/")
    assert read_own(begun) == []
    assert in_order(amina.read("/plan/nieuw/"), reverse("add", args=["strength"]), "/factor/")
    amina.add("factor", "De post", polarity="hindering")  # no strength was needed for it
    page = amina.read("/plan/")
    assert in_order(page, "/plan/nieuw/strength/", "/plan/nieuw/factor/")
    assert in_order(page, 'id="carries"', 'id="weighs"')


def test_e36_my_story_is_private_keeps_its_versions_and_knows_no_template(people, amina, joke):
    cast.show(people.amina, people.joke, kind="story", later=True)
    form = form_of(amina.read("/plan/nieuw/story/"))
    address = amina.add("story", "Ik ben geboren in Homs")
    story = id_in(address)
    amina.send(f"{address}aanpassen/", words="Ik kom uit Homs", revision=1)

    assert joke.get(address).status_code == 404
    assert "Ik kom uit Homs" not in joke.read(f"/ik/kring/{people.amina.pk}/")
    page = amina.read(address)
    assert in_order(page, "Ik kom uit Homs", "How it was before", "Ik ben geboren in Homs")
    assert re.search(r"<textarea[^>]*>\s*</textarea>", form)
    assert joke.get(f"/ik/kring/{people.amina.pk}/voorstel/story/").status_code == 404
    refused = joke.put(
        "/api/v1/entries/00000000-0000-4000-8000-000000000036",
        {"kind": "story", "person": str(people.amina.pk), "content": {"words": "Vertel eens"}},
        content_type="application/json",
    )
    assert refused.status_code == 422
    assert EntryRevision.objects.unscoped("a test looks").filter(entry=story).count() == 1


def test_e41_the_plan_of_a_day_can_be_shown(people, amina):
    address = amina.add("goal", "Verhuizen", kind="change")
    was = timezone.now() - timedelta(days=40)
    mine = Entry.objects.unscoped("a test writes in the past").filter(pk=id_in(address))
    mine.update(created=was, since=was, changed=was)
    amina.send(f"{address}aanpassen/", words="Blijven wonen", kind="keep", revision=1)
    amina.add("strength", "Nieuw deze week")
    day = (was + timedelta(days=1)).date().isoformat()

    then, now = amina.read(f"/plan/toen/?op={day}"), amina.read("/plan/")

    assert "Verhuizen" in then
    assert "Change something" in then
    assert "Blijven wonen" not in then
    assert "Nieuw deze week" not in then
    assert "Blijven wonen" in now
    assert "Verhuizen" not in now


def test_e43_suggestions_come_only_on_request(people, amina):
    plan = amina.read("/plan/")
    form, asked = amina.read("/plan/nieuw/goal/"), amina.read("/plan/nieuw/goal/?ideas")
    ideas = [str(idea) for idea in KINDS["goal"].kind_of.ideas]

    assert read_own(people.amina) == []
    assert "Your plan is still empty." in plan
    assert ideas
    assert not [idea for idea in ideas if idea in form or idea in plan]
    assert "Give me ideas" in form
    assert [idea for idea in ideas if idea not in asked] == []
    assert form_of(asked).count("</textarea>")
    assert not [i for i in ideas if i in form_of(asked)]


def test_asking_for_ideas_keeps_what_was_typed_and_what_it_is_about(people, amina):
    wish = id_in(amina.add("wish", "Aan zee wonen"))
    typed = {"id": str(uuid4()), "about": str(wish), "why": "de wind", "target": ["self"]}
    begun = amina.read(f"/plan/nieuw/goal/?about={wish}")

    answer = amina.send("/plan/nieuw/goal/", typed, words="Kijken <daar>", ideas="1")

    asked = answer.content.decode()
    (button,) = re.findall(r"<button[^>]*name=.ideas.[^>]*>", begun)
    assert "formnovalidate" in button
    assert (answer.status_code, len(read_own(people.amina))) == (200, 1)
    assert str(KINDS["goal"].kind_of.ideas[0]) in asked
    assert inputs(asked, "id") == [(typed["id"], False)]
    assert inputs(asked, "about") == [(str(wish), False)]
    assert in_order(form_of(asked), "Kijken &lt;daar&gt;", "de wind")
    assert ("self", True) in inputs(asked, "target")
    assert "Aan zee wonen" in asked


def test_ideas_can_be_asked_for_before_a_word_was_typed(people, amina):
    answer = amina.send("/plan/nieuw/goal/", words="", ideas="1")

    assert (answer.status_code, read_own(people.amina)) == (200, [])
    assert "Write something here" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["strength", "factor", "goal", "wish", "story", "experience"])
def test_e12_every_task_can_be_done_in_more_than_one_way(people, amina, joke, kind):
    """The keyboard, 320 px and the screen reader themselves are tried in tests/journeys."""
    page = amina.read(f"/plan/nieuw/{kind}/")
    form = form_of(page)
    # Keyboard and reader: real controls, each with its name, and nothing that needs a script.
    controls = re.findall(r"<(?:input|textarea|select)\b[^>]*>", form)
    seen = [one for one in controls if 'type="hidden"' not in one]
    ids = [re.search(r'\bid="([^"]+)"', one).group(1) for one in seen]
    assert [one for one in ids if f'for="{one}"' not in form] == []
    assert "<button" in form
    assert "onclick" not in page
    # 320 px and zoom: the page follows the device and never forbids to enlarge it.
    assert 'content="width=device-width, initial-scale=1"' in page
    amina.add(kind, f"zelf: {kind}")
    # Paper: an empty sheet, and what was written on it typed over by whoever helps.
    if kind in ("strength", "factor", "goal"):
        sheet = amina.read(f"/plan/papier/blad/?asks={kind}")
        number = re.search(r"[A-Z0-9]{4} ?[A-Z0-9]{4}", sheet.split("<h1")[1]).group()
        sent = {"sheet": number.replace(" ", ""), "line-1": f"papier: {kind}"}
        assert amina.send("/plan/papier/overnemen/", sent).status_code == 302
        # Help by another: put before, and taken by a yes.
        cast.put_before(people.amina, f"hulp: {kind}", kind, by=people.joke)
        waiting = next(one for one in read_own(people.amina) if one.is_proposed)
        amina.post(f"/plan/{waiting.id}/ja/")
    plan = amina.read("/plan/")
    own = {"story", "experience", "wish"}
    ways = ("zelf",) if kind in own else ("zelf", "papier", "hulp")
    assert [way for way in ways if f"{way}: {kind}" not in plan] == []


def test_nothing_on_the_plan_page_is_a_dead_end(people, amina):
    goal = id_in(amina.add("goal", "Aan zee wonen"))
    amina.add("step", "Kaartje kopen", about=str(goal))

    plan = amina.read("/plan/")

    kinds = ("aid", "vulnerability", "signs")
    assert [f'href="/plan/nieuw/{kind}/"' in plan for kind in kinds] == [True, True, True]
    assert f'href="/plan/nieuw/step/?about={goal}"' in plan


def test_a_plan_for_a_hard_time_does_not_stand_under_what_went_well(people, amina):
    amina.add("experience", "Samen gekookt")
    amina.add("reflection", "Het was te vroeg")
    amina.add("signs", "Ik slaap niet")

    plan = amina.read("/plan/")

    assert in_order(
        plan.split('<h2 id="well">')[1],
        "What I went through</h2>", "Samen gekookt", "My plan for a hard time</h2>", "Ik slaap niet",
    )  # fmt: skip
    assert "What went well" not in plan


def test_on_a_bad_day_a_plan_for_a_hard_time_can_be_begun_as_long_as_there_is_none(people, amina):
    amina.add("experience", "Samen gekookt")
    without = amina.read("/plan/moeilijke-dag/")
    amina.add("signs", "Ik slaap niet")

    pages = (without, amina.read("/plan/moeilijke-dag/"))

    assert ['href="/plan/nieuw/signs/"' in page for page in pages] == [True, False]


def test_how_it_is_with_a_goal_can_be_said_and_a_reached_one_leaves_the_fridge(people, amina):
    reached = amina.add("goal", "Leren fietsen", state="reached")
    amina.add("goal", "Een eigen zaak", state="resting")
    amina.add("goal", "Aan zee wonen")

    plan, fridge = amina.read("/plan/"), amina.read("/plan/papier/koelkast/")

    codes = {"going_on", "resting", "reached", "changed"}
    assert offered(form_of(amina.read("/plan/nieuw/goal/")), "state") == codes
    assert in_order(plan, "Een eigen zaak", ">It rests for now<", "Leren fietsen", ">I got there<")
    goals = ("Leren fietsen", "Een eigen zaak", "Aan zee wonen")
    assert [goal in fridge for goal in goals] == [False, True, True]
    assert read_one(people.amina, id_in(reached)).words == "Leren fietsen"
