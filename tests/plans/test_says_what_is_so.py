"""What a page says about who sees it, and about what was not said, is so."""

import pytest
from django.test import Client
from django.utils import timezone

from krachtlijn.plans import pictures
from krachtlijn.plans.ecogram import sentence
from krachtlijn.vault.reading import read_own
from tests import cast
from tests.plans.conftest import BACKEND
from tests.plans.written import wrote


@pytest.fixture
def joke(amina):
    joke = cast.person("Joke", language="en")
    cast.bring_together(amina, joke)
    return joke


def test_a_shown_balance_without_a_tilt_says_nothing_about_whoever_looks(amina, page, joke):
    wrote(amina, "balance", "Het gaat")
    cast.show(amina, joke, kind="balance")
    theirs = Client(headers={"accept-language": "en"})
    theirs.force_login(joke, backend=BACKEND)

    seen = theirs.get(f"/ik/kring/{amina.pk}/").content.decode()

    assert "Amina has not said which side is stronger." in seen
    assert "You have not tilted it yet." not in seen
    assert "You choose how it hangs." not in seen
    own = pictures.balance(None, on=timezone.localdate(), words="")
    assert "You have not tilted it yet." in own


def test_how_close_someone_is_stands_in_words_only_when_it_was_said(amina, page):
    wrote(amina, "tie", "Mo")
    wrote(amina, "tie", "Leyla", closeness="middle")
    wrote(amina, "tie", "Rik", direction="gives")

    said = {one.words: sentence(one) for one in read_own(amina, kind="tie")}

    assert said == {"Mo": "Mo.", "Leyla": "Leyla: In between.", "Rik": "Rik: Gives to me."}


@pytest.mark.parametrize(
    ("path", "kind"),
    [("kring", "tie"), ("balans", "balance"), ("moeilijke-dag", "signs"), ("", "tie")],
)
def test_a_page_names_who_sees_what_stands_on_it(amina, page, joke, path, kind):
    address = f"/plan/{path}/" if path else "/plan/"
    wrote(amina, kind, "Dit staat er")
    alone = page.get(address).content.decode()
    cast.show(amina, joke, kind=kind)

    shown = page.get(address).content.decode()

    told = "This page is only yours. Parts of it are shown to Joke."
    assert ["Only you see this page" in each for each in (alone, shown)] == [True, False]
    assert [told in each for each in (alone, shown)] == [False, True]


def test_what_may_be_shown_later_does_not_promise_that_only_its_person_sees_it(page):
    asked = page.get("/plan/nieuw/vulnerability/").content.decode()

    assert "Everyone is, somewhere." in asked
    assert "Everyone is, somewhere. Only you see this." not in asked


def test_how_it_hangs_is_added_on_its_own_page(page):
    assert 'href="/plan/balans/"' in page.get("/plan/nieuw/").content.decode()
    assert page.get("/plan/nieuw/balance/").url == "/plan/balans/"
