import uuid

from django.db import models
from django.utils import timezone


class WrappedKey(models.Model):
    """A secret of one keeper, wrapped by a key that is in no database at all."""

    class Purpose(models.TextChoices):
        DATA = "data"  # seals what the keeper keeps; may be renewed
        LETTER = "letter"  # makes tokens only the keeper can find again; never renewed

    keeper = models.UUIDField()
    purpose = models.CharField(max_length=8, choices=Purpose)
    number = models.PositiveSmallIntegerField(default=1)
    wrapped_by = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["keeper", "purpose", "number"], name="one_key_each")
        ]

    class Privacy:
        about = "keeper"
        personal = {"keeper"}
        plain = {"id", "purpose", "number", "wrapped_by", "wrapped", "made"}
        sealed = {"wrapped"}


class Box(models.Model):
    """A mailbox: what holds its letters' key, and what is locked while the post goes."""

    name = models.CharField(max_length=20, primary_key=True)
    keeper = models.UUIDField(default=uuid.uuid4, editable=False)
    week = models.CharField(max_length=7, blank=True, help_text="of its last post: 2026W48")

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"name", "keeper", "week"}
        keeper = "keeper"


class Letter(models.Model):
    """A letter that waits for the post. No time, no order, one length; its name says nothing."""

    row = models.CharField(max_length=64, primary_key=True)
    box = models.CharField(max_length=20)
    sealed = models.BinaryField()

    class Privacy:
        about = "nobody who can be found"
        personal = {"sealed"}
        plain = {"row", "box"}
        sealed = {"sealed"}
