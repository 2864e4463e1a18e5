"""Where someone lives: from a list that is read each time, sealed, and one at a time."""

from uuid import uuid4

import pytest

from krachtlijn.plans.kinds.neighbourhood import area_of
from krachtlijn.vault import actions
from krachtlijn.vault.errors import Invalid
from krachtlijn.vault.models import Entry, Standing
from krachtlijn.vault.reading import read_own
from tests import cast
from tests.plans.loop import areas, lives
from tests.vault.test_counts import questions

PAGE = "/plan/nieuw/neighbourhood/"


def standing(person) -> dict[str, str]:
    return {one.content["area"]: one.standing for one in read_own(person, kind="neighbourhood")}


def test_who_said_nothing_lives_nowhere(amina):
    assert area_of(amina) == ""


def test_a_new_one_lets_go_of_the_former(amina):
    areas("linde", "haven")

    lives(amina, "linde")
    lives(amina, "haven")

    assert area_of(amina) == "haven"
    assert standing(amina) == {"haven": "own", "linde": "let_go"}


def test_of_another_kind_more_than_one_stands(amina):
    cast.keep(amina, "een", "wish")
    cast.keep(amina, "twee", "wish")

    assert {one.standing for one in read_own(amina, kind="wish")} == {"own"}


def test_taken_up_again_it_takes_the_place_of_the_other(amina):
    areas("linde", "haven")
    lives(amina, "linde")
    lives(amina, "haven")
    former = read_own(amina, kind="neighbourhood", standing=Standing.LET_GO)[0]

    actions.take_up(former.id, by=amina)

    assert standing(amina) == {"haven": "let_go", "linde": "own"}


def test_a_proposal_changes_nothing_until_it_gets_a_yes(amina):
    areas("linde", "haven")
    joke = cast.person("Joke")
    cast.bring_together(amina, joke)
    lives(amina, "linde")
    proposed, _ = actions.propose(amina, "neighbourhood", {"words": "", "area": "haven"}, by=joke)
    assert area_of(amina) == "linde"

    actions.accept(proposed.id, by=amina)

    assert area_of(amina) == "haven"


def test_it_is_called_as_in_the_list_unless_the_person_calls_it_otherwise(amina):
    areas("linde", "haven")
    lives(amina, "linde")
    own = actions.write(uuid4(), "neighbourhood", {"words": "Bij oma", "area": "haven"}, by=amina)

    assert [one.words for one in read_own(amina)] == ["Bij oma", "Linde, Waterdam"]
    assert own[0].content == {"words": "Bij oma", "area": "haven"}


@pytest.mark.parametrize("area", ["nergens", "", "linde'; --"])
def test_only_an_area_of_today_can_be_chosen(amina, area):
    areas("linde")

    with pytest.raises(Invalid):
        actions.write(uuid4(), "neighbourhood", {"words": "", "area": area}, by=amina)
    with pytest.raises(Invalid):
        actions.write(uuid4(), "neighbourhood", {"words": "", "area": None}, by=amina)


def test_what_was_kept_stays_when_the_list_changes(amina):
    areas("linde")
    lives(amina, "linde")

    from krachtlijn.organisations.models import Division

    Division.objects.all().delete()

    assert area_of(amina) == "linde"


def test_the_list_is_read_when_the_form_is_shown(page, amina):
    areas("linde")
    assert "Linde, Waterdam" in page.get(PAGE).content.decode()
    assert "Haven" not in page.get(PAGE).content.decode()

    from krachtlijn.organisations.models import Division

    Division.objects.all().delete()
    areas("linde", "haven")

    assert "Haven, Waterdam" in page.get(PAGE).content.decode()
    sent = {"id": uuid4(), "words": "Hier", "area": "haven"}
    assert page.post(PAGE, sent).status_code == 302
    assert area_of(amina) == "haven"


def test_it_is_sealed_and_only_for_its_person(amina):
    areas("linde")
    joke = cast.person("Joke")
    cast.bring_together(amina, joke)
    cast.show(amina, joke, kind="neighbourhood", later=True)
    lives(amina, "linde")

    kept = Entry.objects.unscoped("the test looks behind the door").get(keeper=amina.pk)
    assert b"linde" not in bytes(kept.sealed).lower()
    assert cast.seen(joke, whose=amina) == set()


def test_reading_it_is_one_question_and_one_key(amina):
    areas("linde")
    lives(amina, "linde")

    assert questions(lambda: area_of(amina)) == (1, 1)
