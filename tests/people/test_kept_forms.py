"""What a showing and a key are for, typed into a session that ended: it comes back and can be sent."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from krachtlijn.people import keeping
from krachtlijn.people.models import Token
from krachtlijn.vault.granting import words_of
from tests import cast
from tests.faults.planting import plant
from tests.people.conftest import PIN

TYPED = "om samen na te denken"


@pytest.fixture
def forms(holder, joke):
    """Where each form is sent, and what is typed and chosen in it."""
    cast.bring_together(holder.person, joke)
    shown = {"purpose": TYPED, "lasts": "month", "pin": PIN}
    entry = cast.keep(holder.person, "koken")
    return {
        "one entry": (reverse("show-entry", args=[entry.id]), {**shown, "to": joke.pk}),
        "a kind": (reverse("show-kind", args=[joke.pk, "goal"]), {**shown, "later": "on"}),
        "a key": (reverse("tokens"), {"label": TYPED}),
    }


def hidden(answer) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', said(answer))
    return {name: unescape(value) for name, value in found}


def said(answer) -> str:
    return answer.content.decode()


def sign_in(client, holder, answer):
    kept = hidden(answer)["kept"]
    return client.post("/in/", {"card": holder.letters, "pin": PIN, "kept": kept})


@pytest.mark.parametrize("name", ["one entry", "a kind", "a key"])
def test_it_is_read_back_after_signing_in_and_can_be_sent(forms, name, holder):
    path, typed = forms[name]
    client = Client()
    asked = client.post(path, {"by": holder.person.pk, **typed})

    back = sign_in(client, holder, asked)

    assert (asked.status_code, back.status_code) == (401, 200)
    assert TYPED not in said(asked)
    assert f"<p>{TYPED}</p>" in said(back)
    assert PIN not in said(back)
    client.post(path, hidden(back))
    kept = [word.purpose for word in words_of(holder.person)] + [
        token.label for token in Token.objects.filter(person=holder.person)
    ]
    assert kept == [TYPED]


@pytest.mark.parametrize("name", ["one entry", "a kind", "a key"])
def test_each_form_says_whose_it_is(forms, name, holder):
    client = Client()
    client.post("/in/", {"card": holder.letters, "pin": PIN})

    page = client.get(forms[name][0])

    assert hidden(page)["by"] == str(holder.person.pk)
    assert " data-keep" in said(page)


def test_a_page_that_reads_back_nothing_is_found(forms, holder, monkeypatch):
    plant(monkeypatch, keeping.give_back, "name in TYPED", 'name == "words"')
    path, typed = forms["a key"]
    client = Client()

    back = sign_in(client, holder, client.post(path, {"by": holder.person.pk, **typed}))

    assert f"<p>{TYPED}</p>" not in said(back)
