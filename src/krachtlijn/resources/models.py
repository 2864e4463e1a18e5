"""What is possible nearby. The fields keep to what Open Referral HSDS can carry."""

import uuid

from django.db import models
from django.utils import timezone

from krachtlijn.organisations.models import Organisation
from krachtlijn.resources.reading import LONG_AGO, PossibilityQuerySet


class Possibility(models.Model):
    """Help, a place or an activity that is really there: who, where, when, for whom, what it costs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    what = models.TextField(max_length=2000)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="possibilities"
    )
    group = models.UUIDField(null=True, help_text="the group that offers it, where no house does")
    offered_by = models.CharField(max_length=120, help_text="the name that stands on it")
    area = models.CharField(max_length=40, blank=True, help_text="empty: everywhere")
    place = models.CharField(max_length=200, blank=True)
    domain = models.CharField(max_length=20)
    theme = models.CharField(max_length=20, blank=True, help_text="what it is an answer to")
    came_of = models.UUIDField(null=True, help_text="the barrier it came of")
    when = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=120, blank=True)
    free = models.BooleanField(default=False)
    conditions = models.TextField(max_length=1000, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    places_free = models.PositiveIntegerField(null=True, blank=True)
    began = models.DateField(default=timezone.localdate)
    checked_on = models.DateField(default=timezone.localdate)
    checked_by = models.CharField(max_length=120)
    ended = models.DateField(null=True)

    objects = PossibilityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["area", "domain"])]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {
            "id", "name", "what", "organisation", "group", "offered_by", "area", "place", "domain",
            "theme", "came_of", "when", "cost", "free", "conditions", "languages", "contact",
            "places_free", "began", "checked_on", "checked_by", "ended",
        }  # fmt: skip

    @property
    def checked_long_ago(self) -> bool:
        """Whether so long ago that a page says plainly to ask first."""
        return timezone.localdate() - self.checked_on > LONG_AGO
