"""What a worker raised is taken back by the form: no theme and no month stand in an address."""

import re

import pytest
from django.urls import reverse

from krachtlijn.community.models import Signal
from krachtlijn.community.signals import post_signals
from krachtlijn.organisations.codes import THEMES
from tests.rooms.conftest import AREA
from tests.rooms.test_what_is_told import words_on


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        (False, "It still waited for the post: it never left."),
        (True, "It counts until the next release, and then no more."),
    ],
)
def test_it_says_whether_it_ever_left(place, posted, said):
    page = place.page("worker")
    page.post(reverse("raise-signal"), {"theme": "no_bus", "level": "meso", "area": AREA})
    if posted:
        post_signals(fewest=0)
    form = re.search(r"<form[^>]*/terug/.*?</form>", words_on(page, "raise-signal"), re.S)[0]
    sent = dict(re.findall(r'name="(theme|month)" value="([^"]+)"', form))

    told = page.post(reverse("take-raised-signal-back"), sent, follow=True).content.decode()

    assert said in told
    assert Signal.objects.count() == 0
    again = page.post(reverse("take-raised-signal-back"), sent, follow=True).content.decode()
    assert "There was nothing to take back any more." in again


def test_no_theme_and_no_month_stand_in_an_address_of_the_page(place):
    page = place.page("worker")
    page.post(reverse("raise-signal"), {"theme": "no_bus", "level": "meso", "area": AREA})

    shown = words_on(page, "raise-signal")

    addresses = re.findall(r'(?:action|href)="([^"]*)"', shown)
    assert reverse("take-raised-signal-back") in addresses
    named = [one for one in addresses if re.search(r"\d{4}-\d\d", one)]
    assert named + [one for one in addresses if any(theme in one for theme in THEMES)] == []


@pytest.mark.parametrize("sent", [{}, {"theme": "none", "month": "2026-11"}])
def test_what_is_in_no_list_is_not_there(place, sent):
    assert place.page("worker").post(reverse("take-raised-signal-back"), sent).status_code == 404
