import uuid

from django.db import models


class Organisation(models.Model):
    """A house of support, a council, a city: whoever people can belong to with a role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "name"}

    def __str__(self):
        return self.name
