"""What holds many people back. Nothing here knows a person: no name, no number, no time of day."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import THEMES
from krachtlijn.organisations.models import Division, Organisation

NOBODY = "nobody who can be found"


class Signal(models.Model):
    """One voice. The token is only known to who gave it: they can find it, follow it, take it back."""

    class RaisedBy(models.TextChoices):
        PERSON = "person", _("said by someone who lives it")
        WORKER = "worker", _("raised by a worker")
        GROUP = "group", _("raised by a group")
        NOBODY = "nobody", _("taken back")

    token = models.CharField(max_length=64, primary_key=True)
    theme = models.CharField(max_length=20)
    level = models.CharField(max_length=8, blank=True)
    mechanism = models.CharField(max_length=30)
    domain = models.CharField(max_length=20)
    area = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    raised_by = models.CharField(max_length=6, choices=RaisedBy, default=RaisedBy.PERSON)

    class Meta:
        indexes = [models.Index(fields=["month", "area", "theme"])]

    class Privacy:
        about = NOBODY
        personal = {"theme", "level", "mechanism", "domain", "area", "month"}
        plain = {"token", "raised_by"}


class Sentence(models.Model):
    """A sentence given along, written anew for others. It leaves only after someone checked it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        CHECKED = "checked", _("nobody can be recognised in it")
        REFUSED = "refused", _("somebody could be recognised in it")

    token = models.CharField(max_length=64, primary_key=True)
    theme = models.CharField(max_length=20)
    area = models.CharField(max_length=40)
    month = models.CharField(max_length=7)
    sealed = models.BinaryField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True)

    class Privacy:
        about = NOBODY
        personal = {"theme", "area", "month", "sealed"}
        plain = {"token", "state", "checked_by", "checked_on"}
        sealed = {"sealed"}


class Answer(models.Model):
    """What someone says of what came of it: does it fit me, did it do something for me."""

    class Question(models.TextChoices):
        FITS = "fits", _("Does this possibility fit me?")
        DID = "did", _("Did it do something for me?")

    token = models.CharField(max_length=64, primary_key=True)
    about = models.UUIDField(help_text="the possibility or the barrier")
    question = models.CharField(max_length=4, choices=Question)
    said = models.JSONField(default=list, help_text="the codes that were ticked")
    month = models.CharField(max_length=7)

    class Privacy:
        about = NOBODY
        personal = {"about", "question", "said", "month"}
        plain = {"token"}


class Release(models.Model):
    """Numbers of one period, made once and never again: the only ones any page shows.

    Which areas were loud enough in a month is one too: its cells are areas, without a number.
    """

    question = models.CharField(max_length=8)
    period = models.CharField(max_length=7, help_text="a month 2026-11 or a quarter 2026Q4")
    division = models.ForeignKey(Division, models.PROTECT, null=True)
    made = models.DateField()

    class Meta:
        ordering = ["period"]
        constraints = [
            models.UniqueConstraint(fields=["question", "period"], name="one_release_each_period")
        ]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "question", "period", "division", "made"}


class Cell(models.Model):
    """A number with its noise, drawn once; kept only when it is above the floor with the noise in."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="cells")
    area = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=60, help_text="a theme, or a possibility and an answer")
    number = models.IntegerField(null=True, help_text="none where only “enough” is told")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "area", "about"], name="one_cell_each")
        ]
        indexes = [models.Index(fields=["area", "about"], name="cells_of_an_area")]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "release", "area", "about", "number"}


class Phase(models.TextChoices):
    """The eight phases of the Ghent signal process, in their order."""

    NOTICED = "noticed", _("Noticed")
    COLLECTED = "collected", _("Collected")
    BUNDLED = "bundled", _("Heard by enough")
    ANALYSED = "analysed", _("Talked about")
    REPORTED = "reported", _("Put to who can answer")
    DECISION = "decision", _("Decided")
    ACTION = "action", _("Being done")
    FEEDBACK = "feedback", _("Told back")


class Barrier(models.Model):
    """What many people say in one place, on its way to an answer."""

    class Decision(models.TextChoices):
        ACT = "act", _("Something will be done")
        NOT_ACT = "not_act", _("Nothing will be done, and this is why")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120, blank=True, help_text="empty: as its theme is called")
    phase = models.CharField(max_length=9, choices=Phase, default=Phase.NOTICED)
    addressee = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="barriers")
    answer_by = models.DateField(null=True)
    decision = models.CharField(max_length=7, choices=Decision, blank=True)
    opened = models.DateField()
    closed = models.DateField(null=True)
    said_again = models.DateField(null=True, help_text="it came back by itself on this day")
    # Without an index: nearly all are empty, and SQLite would take that for a way in.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", db_index=False
    )

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {
            "id", "title", "phase", "addressee", "answer_by", "decision", "opened", "closed",
            "said_again", "merged_into",
        }  # fmt: skip

    @property
    def called(self) -> str:
        """Its title, or the sentence of its theme in the reader's language."""
        # Not first(): that asks again for each barrier of a page that fetched them all.
        scopes = sorted(self.scopes.all(), key=lambda scope: scope.pk)
        return self.title or (str(THEMES[scopes[0].theme].label) if scopes else "")


class Scope(models.Model):
    """Which voices a barrier is about. Each voice belongs to one barrier; the narrowest scope holds."""

    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="scopes")
    theme = models.CharField(max_length=20)
    area = models.CharField(max_length=40)
    level = models.CharField(max_length=8, blank=True, help_text="empty: every level")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "area", "level"], name="one_barrier_each_voice"
            )
        ]
        indexes = [models.Index(fields=["area"], name="scopes_of_an_area")]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "barrier", "theme", "area", "level"}


class Move(models.Model):
    """What happened to a barrier: when, who (an organisation, a group, a role), what was said."""

    class Enough(models.TextChoices):
        """What a release says. Kept as a code, so that everyone reads it in their own language."""

        SAID = "said", _("Enough people in this neighbourhood said this.")
        AGAIN = "again", _("Enough people said this again.")

    barrier = models.ForeignKey(Barrier, models.CASCADE, related_name="moves")
    what = models.CharField(max_length=12)
    on = models.DateField()
    who = models.CharField(max_length=120)
    said = models.TextField(max_length=2000, blank=True)
    # With a default in the database too: code of before this column can still write a move.
    enough = models.CharField(
        max_length=5, choices=Enough, blank=True, default="", db_default="",
        help_text="what a release said; empty for what people said",
    )  # fmt: skip

    class Meta:
        ordering = ["pk"]

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {"id", "barrier", "what", "on", "who", "said", "enough"}

    @property
    def words(self) -> str:
        """What was said; of a release in the reader's language."""
        return str(self.Enough(self.enough).label) if self.enough else self.said

    @property
    def month_only(self) -> bool:
        """Whether only its month is known: what came by the post has no day."""
        return self.what in ("by_worker", "by_group")


class CollectiveAction(models.Model):
    """Something people do together about a barrier, or for a place where everyone is welcome."""

    class Kind(models.TextChoices):
        CHANGE = "change", _("Changing what holds people back")
        ACCEPTANCE = "acceptance", _("Against stigma and exclusion")

    class State(models.TextChoices):
        IDEA = "idea", _("An idea")
        INTEREST = "interest", _("Who wants to join?")
        FORMING = "forming", _("Coming together")
        PLANNING = "planning", _("Making a plan")
        ACTING = "acting", _("At work")
        RESULT = "result", _("It brought something")
        NO_RESULT = "no_result", _("It brought nothing, and we say so")
        TOLD_BACK = "told_back", _("Told back")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.ForeignKey(Barrier, models.PROTECT, null=True, related_name="actions")
    area = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CHANGE)
    title = models.CharField(max_length=120)
    who = models.CharField(max_length=120, help_text="the group or organisation that does it")
    state = models.CharField(max_length=9, choices=State, default=State.IDEA)
    result = models.TextField(max_length=2000, blank=True)
    brought = models.BooleanField(
        null=True, help_text="whether it brought something, once it ended"
    )
    begun = models.DateField()
    changed = models.DateField()

    class Privacy:
        about = "nobody"
        personal: set[str] = set()
        plain = {
            "id", "barrier", "area", "kind", "title", "who", "state", "result", "brought", "begun",
            "changed",
        }  # fmt: skip
