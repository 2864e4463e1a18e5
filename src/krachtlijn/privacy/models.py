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
