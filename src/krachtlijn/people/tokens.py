"""Personal keys for the API."""

from datetime import timedelta

from django.utils import timezone

from krachtlijn.people.models import Person, Token
from krachtlijn.people.secrets import draw, mark

LENGTH = 32
LASTS = timedelta(days=90)


def make_token(label: str, *, by: Person) -> str:
    """A new key, shown once; it works as its owner for ninety days or until they revoke it."""
    letters = draw(LENGTH)
    Token.objects.create(
        person=by, label=label, mark=mark("token", letters), until=timezone.now() + LASTS
    )
    return letters


def token_from(letters: str) -> Token | None:
    live = Token.objects.filter(mark=mark("token", letters), until__gt=timezone.now())
    return live.select_related("person").first()


def revoke_token(token_id, *, by: Person) -> None:
    Token.objects.filter(pk=token_id, person=by).delete()
