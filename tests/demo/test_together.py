"""Waterdam as one: a barrier in each phase, numbers as they would be released, and the way back."""

import pytest
from django.utils import timezone

from krachtlijn.community.models import Barrier, Cell, Phase, Release, Sentence, Signal
from krachtlijn.demo.neighbourhood import person_called
from krachtlijn.demo.neighbourhood.past import Calendar
from krachtlijn.demo.together import fill_together
from krachtlijn.demo.together.course import fixed_draws
from krachtlijn.groups.log import lines_of, opened
from krachtlijn.groups.models import Group
from krachtlijn.organisations.models import Area
from krachtlijn.plans.became import what_became
from krachtlijn.plans.kinds.neighbourhood import area_of
from krachtlijn.privacy.cells import floor
from krachtlijn.resources.models import Possibility


def phases() -> set[str]:
    return set(Barrier.objects.values_list("phase", flat=True))


@pytest.mark.usefixtures("waterdam")
def test_there_is_a_barrier_in_each_phase_and_one_that_came_back():
    assert phases() == set(Phase.values)
    assert Barrier.objects.exclude(said_again=None).count() == 1
    assert Barrier.objects.exclude(closed=None).count() == 1
    assert set(Barrier.objects.exclude(decision="").values_list("decision", flat=True)) == {
        "act",
        "not_act",
    }


@pytest.mark.usefixtures("waterdam")
def test_amina_finds_what_became_of_what_she_said_and_joke_finds_nothing():
    amina, joke = person_called("amina"), person_called("joke")

    assert area_of(amina) == "lindewijk"
    titles = {one.said.theme for one in what_became(amina)}
    assert titles == {"wait_home", "energy", "letters"}
    assert "Huurdersloket op dinsdag" in {
        possibility.name for one in what_became(amina) for possibility in one.possibilities
    }
    assert what_became(joke) == []


@pytest.mark.usefixtures("waterdam")
def test_no_small_number_is_kept():
    for cell in Cell.objects.exclude(number=None):
        assert cell.number >= floor()
    assert not Cell.objects.filter(area__in=["de-weide", "eilandje"]).exists()


@pytest.mark.usefixtures("waterdam")
def test_filling_again_adds_nothing():
    models = (Signal, Barrier, Release, Cell, Group, Possibility, Sentence, Area)
    before = [model.objects.count() for model in models]
    fill_together(Calendar(timezone.now()))
    assert [model.objects.count() for model in models] == before


@pytest.mark.usefixtures("waterdam")
def test_the_log_of_a_group_opens_for_who_is_in_it():
    group = Group.objects.get(name="Werkgroep Wonen")
    me = group.members.get(alias="Amina")

    told = [one.words for one in opened(group, lines_of(group, me=me), me=me)]

    assert len(told) == 5
    assert "Eerste keer samen. Iedereen vertelde hoe lang hij wacht." in told


def test_the_noise_of_the_demo_is_the_same_everywhere():
    one, other = fixed_draws(), fixed_draws()
    assert [one(None) for _ in range(20)] == [other(None) for _ in range(20)]
