import uuid

from django.db import models


class Organisation(models.Model):
    """A house of support, a council, a city: whoever people can belong to with a role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    city = models.BooleanField(default=False, help_text="a city or commune: answers for its areas")

    class Meta:
        ordering = ["name"]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "name", "city"}

    def __str__(self):
        return self.name


class Division(models.Model):
    """How the city is divided into areas, from one 1 January until the next division begins."""

    year = models.PositiveSmallIntegerField(primary_key=True, help_text="holds from 1 January")
    source = models.CharField(max_length=200)

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"year", "source"}


class Area(models.Model):
    """A neighbourhood as one division draws it. The code stays the same when only the line moves."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="areas")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    city = models.CharField(max_length=120, blank=True)
    path = models.TextField(help_text="its outline as an SVG path, in the box of its division")
    x = models.FloatField(help_text="where its name stands")
    y = models.FloatField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["division", "code"], name="one_area_each_division")
        ]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "division", "code", "name", "city", "path", "x", "y"}

    def __str__(self):
        return self.name
