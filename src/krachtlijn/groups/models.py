"""Groups: people who do something together. Nobody needs a plan or a file to be in one."""

import uuid

from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from krachtlijn.community.models import Barrier, CollectiveAction
from krachtlijn.people.models import Person


class GroupQuerySet(models.QuerySet):
    def of(self, person: Person):
        """The groups this person is in, also those that ended."""
        return self.filter(members__person=person)

    def with_size(self):
        """Each with how many are in it, and how many of them could let someone else in."""
        return self.annotate(size=Count("members"), hosts=Count("members__person"))

    def standing(self):
        """Groups that go on and in which someone is; nobody comes into an empty room alone."""
        return self.with_size().filter(ended=None, hosts__gt=0).order_by("name", "pk")

    def moving(self, person: Person, *, many: int):
        """The groups this person is in that go on with at least so many who have an account."""
        inside = Member.objects.filter(person=person).values("group")
        return self.with_size().filter(pk__in=inside, ended=None, hosts__gte=many)

    def in_area(self, area: str):
        """Those of this area, and those of everywhere; all of them without an area."""
        return self.filter(area__in=[area, ""]) if area else self


class Group(models.Model):
    """People around a barrier, or around anything else they care about."""

    class Deciding(models.TextChoices):
        TALK = "talk", _("We talk until nobody objects")
        ALL = "all", _("Everyone agrees")
        MOST = "most", _("Most votes")
        ROLE = "role", _("Who has the role decides, and says why")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    area = models.CharField(max_length=40, blank=True)
    barrier = models.ForeignKey(Barrier, models.SET_NULL, null=True, related_name="groups")
    action = models.ForeignKey(CollectiveAction, models.SET_NULL, null=True, related_name="groups")
    deciding = models.CharField(max_length=4, choices=Deciding, default=Deciding.TALK)
    open = models.BooleanField(default=True, help_text="anyone may join")
    begun = models.DateField(default=timezone.localdate)
    ended = models.DateField(null=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {
            "id", "name", "about", "area", "barrier", "action", "deciding", "open", "begun", "ended",
        }  # fmt: skip
        keeper = "id"


class Member(models.Model):
    """Someone in a group: with an account, or only by the name they want to be called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    # Whoever is erased is in no group any more; what they wrote stays with "someone who left".
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="groups")
    alias = models.CharField(max_length=80)
    role = models.CharField(max_length=80, blank=True, help_text="taken, not given")
    since = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="in_a_group_once")]

    class Privacy:
        about = "person"
        personal = {"person", "alias", "role", "since", "group"}
        plain = {"id"}


class Line(models.Model):
    """A line in the log of a group: a meeting, a decision, what was done. Sealed under its key."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("We met")
        DECISION = "decision", _("We decided")
        ACTION = "action", _("We did")
        NOTE = "note", _("Good to know")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="lines")
    sealed = models.BinaryField()
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "made"]

    class Privacy:
        about = "the members of the group"
        personal = {"by", "sealed", "on", "made"}
        plain = {"id", "group", "kind"}
        sealed = {"sealed"}
