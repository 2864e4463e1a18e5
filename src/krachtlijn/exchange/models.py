import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from krachtlijn.people.models import Person


class TakeAway(models.Model):
    """A person's wish to take everything along. It opens after a day; until then it can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    opens = models.DateTimeField()
    undone = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(undone=None), name="one_take_away_at_a_time"
            )
        ]

    class Privacy:
        about = "person"
        personal = {"person", "asked", "opens", "undone"}
        plain = {"id"}

    def __str__(self):
        return f"take-away {self.pk}"
