"""Finding what is possible: public, so anyone may search, and plain words are enough."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

LONG_AGO = timedelta(days=180)  # after so long a page says plainly that nobody checked it since


class PossibilityQuerySet(QuerySet):
    """What is possible nearby, narrowed step by step."""

    def standing(self, on: date):
        """What has not ended on this day."""
        return self.filter(Q(ended=None) | Q(ended__gt=on))

    def in_area(self, area: str):
        """In this area, or everywhere; no area asks for all."""
        return self.filter(area__in=[area, ""]) if area else self

    def in_domain(self, domain: str):
        return self.filter(domain=domain) if domain else self

    def answering(self, theme: str):
        """What is an answer to a theme."""
        return self.filter(theme=theme)

    def come_of(self, barrier_id):
        """What came of a barrier."""
        return self.filter(came_of=barrier_id)

    def with_words(self, words: str):
        """Each word stands somewhere in its name or in what it is."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(what__icontains=word))
        return found

    def free_of_charge(self):
        return self.filter(free=True)

    def with_room(self):
        """Where there is room, as far as anyone counts it."""
        return self.exclude(places_free=0)

    def in_language(self, language: str):
        return self.filter(languages__icontains=language) if language else self

    def checked_since(self, day: date):
        return self.filter(checked_on__gte=day)
