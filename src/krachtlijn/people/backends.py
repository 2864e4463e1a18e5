from django.contrib.auth.backends import BaseBackend

from krachtlijn.people import cards
from krachtlijn.people.models import Person


class CardBackend(BaseBackend):
    """Signs in with a card and its PIN."""

    def authenticate(self, request, **given):
        card, pin = given.get("card", ""), given.get("pin", "")
        return cards.check_card(card, pin) if card and pin else None

    def get_user(self, user_id):
        return Person.objects.filter(pk=user_id).first()
