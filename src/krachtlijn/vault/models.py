import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from krachtlijn.people.models import Person
from krachtlijn.vault.door import EntryQuerySet, ScopedManager, ScopedQuerySet


class Standing(models.TextChoices):
    OWN = "own"
    PROPOSED = "proposed"
    LET_GO = "let_go"


class Entry(models.Model):
    """One thing someone keeps. What it says is sealed under the key of the keeper it lies with."""

    # Made by the page, so that a resend is the same entry.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.UUIDField(editable=False)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    about = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.OWN)
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now, help_text="in the plan since")
    changed = models.DateTimeField(default=timezone.now)
    due = models.DateField(null=True)
    to = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()

    objects = ScopedManager.from_queryset(EntryQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["keeper", "standing", "kind"]),
            models.Index(fields=["author"]),
        ]

    class Privacy:
        about = "keeper"
        personal = {"keeper", "author", "kind", "about", "standing", "to", "sealed"} | {
            "created", "since", "changed", "due", "revision",
        }  # fmt: skip
        plain = {"id"}
        sealed = {"sealed"}

    def __str__(self):
        return f"entry {self.pk}"


class EntryRevision(models.Model):
    """How an entry was before: its words, its standing and whose words they were."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing)
    at = models.DateTimeField(help_text="from when it was so")
    sealed = models.BinaryField()

    objects = ScopedManager.from_queryset(ScopedQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_revision_each")
        ]

    class Privacy:
        about = "entry__keeper"
        personal = {"entry", "author", "standing", "at", "sealed", "number"}
        plain = {"id"}
        sealed = {"sealed"}


class Receipt(models.Model):
    """What was first sent under an id: the yardstick for a resend, and the memory of a wiped one."""

    id = models.UUIDField(primary_key=True, editable=False)
    actor = models.UUIDField()
    keeper = models.UUIDField()
    mark = models.BinaryField(max_length=32, help_text="keyed hash of the first text")
    wiped = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["keeper"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(wiped=False) | Q(mark=b""), name="a_wiped_receipt_holds_nothing"
            )
        ]

    class Privacy:
        about = "keeper"
        personal = {"actor", "keeper", "mark"}
        plain = {"id", "wiped"}
        sealed = {"mark"}


class Grant(models.Model):
    """One word of a person about who sees what: this entry, this kind, or everything; yes or no.

    Without ``to`` it means nobody at all ("only me"). The most specific word holds, and of equally
    specific ones the last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    shows = models.BooleanField(default=True)
    later = models.BooleanField(default=False, help_text="also what is written later")
    purpose = models.BinaryField(help_text="sealed: why, in the person's words")
    given = models.DateTimeField(default=timezone.now)
    wide_from = models.DateTimeField(help_text="when its wide part begins to hold")
    until = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(ScopedQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["to", "person"]), models.Index(fields=["person"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(kind=""), name="an_entry_or_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(to__isnull=False) | Q(shows=False), name="nobody_is_shown_nothing"
            ),
        ]

    class Privacy:
        about = "person"
        personal = {"person", "to", "entry", "kind", "shows", "later", "purpose", "given"} | {
            "wide_from", "until", "withdrawn",
        }  # fmt: skip
        plain = {"id"}
        sealed = {"purpose"}

    @property
    def is_wide(self) -> bool:
        return self.shows and (self.later or (self.entry_id is None and not self.kind))


class LookHead(models.Model):
    """The end of a person's chain of looks. Locked while a line is added, so that it never forks."""

    person = models.UUIDField(primary_key=True, editable=False)
    seq = models.PositiveIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    class Privacy:
        about = "person"
        personal = {"person", "seq"}
        plain = {"hash"}


class Look(models.Model):
    """One line of the look-log: who saw or did what with someone's entries, when, on what ground."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    seq = models.PositiveIntegerField()
    at = models.BigIntegerField(help_text="microseconds since 1970, UTC")
    details = models.BinaryField(help_text="sealed: who, role, action, entries, ground")
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects = ScopedManager.from_queryset(ScopedQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "seq"], name="one_look_each"),
            models.UniqueConstraint(fields=["person", "prev"], name="no_forked_looks"),
        ]

    class Privacy:
        about = "person"
        personal = {"person", "at", "details"}
        plain = {"id", "seq", "prev", "hash"}
        sealed = {"details"}
