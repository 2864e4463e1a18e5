"""Waterdam opens the same whenever it is opened. Apart, so that no neighbourhood is there already."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from krachtlijn.community.models import Barrier, Phase
from krachtlijn.community.telling import did_of
from krachtlijn.demo.neighbourhood import fill


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2027-01-08", "2027-03-31", "2028-02-29"])
def test_on_any_day_of_the_year_there_is_a_barrier_in_each_phase_and_what_one_did_is_told(day):
    assert not Barrier.objects.exists()  # else a neighbourhood of another day would be looked at
    with time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00+00:00"), tick=True):
        fill(0)
        energy = Barrier.objects.get(scopes__theme="energy", scopes__area="lindewijk")
        told = did_of(energy.pk, timezone.localdate())

    assert set(Barrier.objects.values_list("phase", flat=True)) == set(Phase.values)
    assert {code: said.about for code, said in told.items()} == {"yes": 30, "a_bit": None}
