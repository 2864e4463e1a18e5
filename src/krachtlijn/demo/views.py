import json

from django.conf import settings
from django.http import Http404
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_GET

from krachtlijn.demo.neighbourhood import cards_file, person_called
from krachtlijn.people import stepup
from krachtlijn.people.models import Card, Person
from krachtlijn.people.secrets import mark
from krachtlijn.web.doors import open_page


@open_page("in a demo, whoever has this address plays this person")
@require_GET
def sign_in(request, name, token):
    """Past the card and the PIN, as often as wanted. There is no such address outside a demo."""
    known = settings.DEMO and constant_time_compare(token, token_of(name))
    person = person_called(name) if known else None
    if person is None:
        raise Http404
    stepup.sign_in(request, person, letters=_letters(name, person), own_device=True)
    # A program that opens this address has its CSRF cookie without reading a page first.
    get_token(request)
    return redirect("today")


def token_of(name: str) -> str:
    return salted_hmac("krachtlijn.demo", name, algorithm="sha256").hexdigest()[:32]


def _letters(name: str, person: Person) -> str:
    """Of the card that was made for them, so that the PIN can be asked; none once they made another."""
    letters = json.loads(cards_file().read_text()).get(name, "")
    theirs = Card.objects.filter(person=person, lookup=mark("card", letters)).exists()
    return letters if theirs else ""
