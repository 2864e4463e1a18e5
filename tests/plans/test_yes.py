"""Who is asked to do a step says their own yes: only then it begins, and it can be handed back."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from krachtlijn.exchange.bringing_in import bring_in, read_file
from krachtlijn.exchange.document import document, everything_of
from krachtlijn.vault import actions
from krachtlijn.vault.errors import Invalid, NotThere
from krachtlijn.vault.looks import looks_at
from krachtlijn.vault.models import Entry, Look, Receipt
from krachtlijn.vault.reading import read_one, read_own
from tests import cast
from tests.faults.planting import plant
from tests.plans.conftest import BACKEND
from tests.plans.written import asked


@pytest.fixture
def joke(amina):
    joke = cast.person("Joke", language="en")
    cast.bring_together(amina, joke)
    return joke


@pytest.fixture
def theirs(joke):
    """Joke's browser."""
    client = Client()
    client.force_login(joke, backend=BACKEND)
    return client


def ask(amina, joke, words="Samen bellen"):
    step, _new = actions.write(uuid4(), "step", {"words": words, "asks": str(joke.pk)}, by=amina)
    return step


def yes(step, *, by, keeper):
    return actions.propose(keeper, "yes", {"words": "Ja"}, about=step.id, by=by)[0]


def standing(entry_id) -> str:
    return Entry.objects.unscoped("a test looks").get(pk=entry_id).standing


def test_a_step_that_is_asked_waits_until_the_one_who_is_asked_said_yes(amina, page, joke, theirs):
    step = ask(amina, joke)
    cast.show(amina, joke, entry=step.id)
    assert "waits for a yes of Joke" in page.get("/plan/").content.decode()
    assert "Amina asks you to do a step" in theirs.get("/").content.decode()

    sent = {
        "id": str(uuid4()),
        "by": str(joke.pk),
        "about": str(step.id),
        "words": "Ja, ik doe dit",
    }
    answer = theirs.post(f"/ik/kring/{amina.pk}/voorstel/yes/", sent)

    assert answer.status_code == 302
    for address in ("/plan/", f"/plan/{step.id}/"):
        told = page.get(address).content.decode()
        assert "Joke said yes" in told
        assert "waits for a yes" not in told
    assert "You said yes to a step of Amina" in theirs.get("/").content.decode()
    said = next(one for one in read_own(amina) if one.kind.name == "yes")
    assert (said.author_id, said.about, said.standing) == (joke.pk, step.id, "own")


def test_it_can_be_handed_back_and_said_again(amina, page, joke, theirs):
    step = ask(amina, joke)
    cast.show(amina, joke, entry=step.id)
    said = yes(step, by=joke, keeper=amina)

    answer = theirs.post(f"/plan/{said.id}/loslaten/")

    assert (answer.status_code, standing(said.id)) == (302, "let_go")
    assert "waits for a yes of Joke" in page.get("/plan/").content.decode()
    assert "Amina asks you to do a step" in theirs.get("/").content.decode()
    assert (looks_at(amina)[0].action, looks_at(amina)[0].who) == ("U", "Joke")
    again = yes(step, by=joke, keeper=amina)
    assert standing(again.id) == "own"
    assert read_one(amina, step.id).revision == 1


def test_nobody_else_says_or_hands_back_that_yes(amina, joke):
    fatma = cast.person("Fatma")
    cast.bring_together(amina, fatma)
    step = ask(amina, joke)
    for someone in (joke, fatma):
        cast.show(amina, someone, entry=step.id)
    said = yes(step, by=joke, keeper=amina)
    cast.show(amina, fatma, kind="yes")  # she reads that yes, and still it is not hers

    offered = yes(step, by=fatma, keeper=amina)
    for someone in (fatma, cast.person("Tom")):
        with pytest.raises(NotThere):
            actions.let_go(said.id, by=someone)

    # Whoever was not asked only offers: it begins after a yes from both.
    assert (standing(said.id), standing(offered.id)) == ("own", "proposed")
    goal, _new = actions.propose(amina, "goal", {"words": "Rust"}, about=step.id, by=joke)
    for one in (goal, offered):
        actions.accept(one.id, by=amina)
    cast.show(amina, joke, kind="yes")
    for one in (goal, offered):
        with pytest.raises(NotThere):
            actions.let_go(one.id, by=joke)  # only a yes is handed back, and only one's own


def test_who_only_offered_does_not_hear_whether_it_was_taken(amina, joke, theirs):
    step = cast.keep(amina, "Samen bellen", "step")
    cast.show(amina, joke, entry=step.id)
    offered = yes(step, by=joke, keeper=amina)

    def told() -> tuple:
        page = theirs.get(f"/plan/{step.id}/").content.decode()
        with pytest.raises(NotThere):
            actions.let_go(offered.id, by=joke)
        return "Would you do this?" in page, "You said yes" in page, theirs.get("/").status_code

    before = told()
    actions.accept(offered.id, by=amina)
    taken = told()
    actions.let_go(offered.id, by=amina)

    assert before == taken == told() == (True, False, 200)


def test_a_yes_to_what_is_not_shown_or_not_asked_any_more_stays_outside(amina, joke):
    step = ask(amina, joke)

    with pytest.raises(Invalid):
        yes(step, by=joke, keeper=amina)
    cast.show(amina, joke, entry=step.id)
    actions.rewrite(step.id, {"asks": ""}, revision=1, by=amina)

    assert standing(yes(step, by=joke, keeper=amina).id) == "proposed"


def test_only_someone_of_the_circle_is_asked_and_only_by_the_person(amina, joke):
    tom = cast.person("Tom")

    for someone in (tom, "00000000-0000-4000-8000-000000000000", "Joke"):
        asks = str(getattr(someone, "pk", someone))
        with pytest.raises(Invalid) as refused:
            actions.write(uuid4(), "step", {"words": "Bellen", "asks": asks}, by=amina)
        assert list(refused.value.errors) == ["asks"]
    with pytest.raises(Invalid):
        actions.propose(amina, "step", {"words": "Bellen", "asks": str(joke.pk)}, by=joke)


def test_what_is_asked_of_me_is_told_without_opening_a_plan(amina, joke, theirs):
    step = ask(amina, joke, "Geheim")
    assert "asks you to do" not in theirs.get("/").content.decode()
    cast.show(amina, joke, entry=step.id)

    page = theirs.get("/").content.decode()

    assert "Amina asks you to do a step" in page
    assert "Geheim" not in page
    assert not Look.objects.unscoped("a test counts").exists()


def test_who_else_sees_the_step_does_not_see_whom_it_asks(amina, joke):
    fatma = cast.person("Fatma")
    cast.bring_together(amina, fatma)
    step = ask(amina, joke)
    for someone in (joke, fatma):
        cast.show(amina, someone, entry=step.id)

    assert read_one(fatma, step.id).to is None
    assert str(joke.pk) not in json.dumps(read_one(fatma, step.id).content)
    assert read_one(joke, step.id).to == joke.pk


def test_elsewhere_a_step_asks_only_who_is_in_the_circle_there(amina, joke):
    step = ask(amina, joke)
    told = document(everything_of(amina)).model_dump_json().encode()
    actions.wipe(step.id, by=amina)
    Entry.objects.unscoped("an empty installation").filter(pk=step.id).delete()
    Receipt.objects.all().delete()
    rik = cast.person("Rik")

    bring_in(read_file(told), by=rik)

    row = Entry.objects.unscoped("a test looks").get(pk=step.id)
    assert (row.keeper, row.to_id) == (rik.pk, None)
    assert read_one(rik, step.id).words == "Samen bellen"


@pytest.mark.parametrize(
    ("function", "old", "new"),
    [
        ("_is_asked_for", "to=by, ", ""),
        ("_given", "author=by, ", ""),
        ("_given", ", kind__in=said", ""),
    ],
)
def test_a_yes_without_its_protection_is_found(amina, joke, monkeypatch, function, old, new):
    plant(monkeypatch, getattr(actions, function), old, new)

    with pytest.raises((AssertionError, pytest.fail.Exception)):
        test_nobody_else_says_or_hands_back_that_yes(amina, joke)


def test_an_offer_that_hears_its_answer_is_found(amina, joke, theirs, monkeypatch):
    plant(monkeypatch, actions._given, "about__to=by, ", "")

    with pytest.raises((AssertionError, pytest.fail.Exception)):
        test_who_only_offered_does_not_hear_whether_it_was_taken(amina, joke, theirs)


def test_asking_outside_the_circle_is_found(amina, joke, monkeypatch):
    plant(monkeypatch, actions._asked, ".filter(pk=to)", "")

    with pytest.raises((AssertionError, pytest.fail.Exception)):
        test_only_someone_of_the_circle_is_asked_and_only_by_the_person(amina, joke)


def test_asking_many_steps_asks_the_database_as_much_as_one(amina, joke, theirs):
    cast.show(amina, joke, entry=ask(amina, joke).id)
    one = asked(theirs, "/")
    for number in range(20):
        step = ask(amina, joke, f"stap {number}")
        cast.show(amina, joke, entry=step.id)
        yes(step, by=joke, keeper=amina)

    assert asked(theirs, "/") == one
