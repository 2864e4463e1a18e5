import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.models import Organisation


class PersonManager(models.Manager):
    def get_by_natural_key(self, key):
        return self.get(pk=key)


class Person(AbstractBaseUser):
    """Anyone: the one whose plan it is, a sister, a worker. Roles come from relations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, default="nl")
    since = models.DateField(default=timezone.localdate)
    # Nobody has a password. The unusable one is a stamp: a new stamp ends every session.
    password = models.CharField(max_length=128)
    last_login = None

    objects = PersonManager()

    USERNAME_FIELD = "id"

    class Privacy:
        about = "id"
        personal = {"id", "name", "language", "since"}
        plain = {"password"}
        keeper = "id"

    def save(self, *args, **kwargs):
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)

    def __str__(self):
        return f"person {self.pk}"

    @property
    def called(self) -> str:
        """The chosen name, or words for who chose none."""
        return self.name or gettext("someone without a name")

    def new_stamp(self) -> None:
        """End every session this person has, everywhere."""
        self.password = make_password(None)
        self.save(update_fields=["password"])


class Membership(models.Model):
    """A person's role in an organisation: who someone is there, never whose plan they may read."""

    class Role(models.TextChoices):
        WORKER = "worker", _("worker")
        EXPERT = "expert", _("expert by experience")
        COUNCIL = "council", _("council member")
        OFFICER = "officer", _("policy officer")
        MODERATOR = "moderator", _("reader of the neighbourhood")
        OPERATOR = "operator", _("operator")

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=9, choices=Role)
    area = models.CharField(max_length=40, blank=True, help_text="the place this role is about")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "area"], name="one_membership_each"
            )
        ]

    class Privacy:
        about = "person"
        personal = {"person", "organisation", "role", "area"}
        plain = {"id"}


class Reach(models.Model):
    """``person`` lets ``other`` reach them. Made and ended in pairs: contact is equal."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="reaches")
    other = models.ForeignKey(Person, models.CASCADE, related_name="reached_by")
    since = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_reach_each"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="reach_is_to_another"),
        ]

    class Privacy:
        about = "person"
        personal = {"person", "other", "since"}
        plain = {"id"}


class MeetCode(models.Model):
    """A code someone hands over, on paper or aloud, so that two people come into contact."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="meet_codes")
    mark = models.BinaryField(max_length=32, unique=True)
    until = models.DateTimeField()

    class Privacy:
        about = "person"
        personal = {"person", "until"}
        plain = {"id", "mark"}
        sealed = {"mark"}


class Card(models.Model):
    """A code card. The database knows neither its letters nor its PIN."""

    TRIES = 5

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    lookup = models.BinaryField(max_length=32, unique=True)
    pin = models.CharField(max_length=160)
    fails = models.PositiveSmallIntegerField(default=0)
    made = models.DateField(default=timezone.localdate)

    class Privacy:
        about = "person"
        personal = {"person", "made", "fails"}
        plain = {"id", "lookup", "pin"}
        sealed = {"lookup", "pin"}

    @property
    def locked(self) -> bool:
        return self.fails >= self.TRIES


class Session(AbstractBaseSession):
    """A signed-in device. The key is kept as its hash: a copied database opens no session."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")
    handle = models.UUIDField(default=uuid.uuid4, unique=True)
    device = models.CharField(max_length=60, blank=True)
    own_device = models.BooleanField(default=False)
    begun = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["person"])]

    class Privacy:
        about = "person"
        personal = {"person", "device", "own_device", "begun", "session_data"}
        plain = {"session_key", "expire_date", "handle"}
        sealed = {"session_key"}

    @classmethod
    def get_session_store_class(cls):
        # The engine imports this model; importing it here at the top would be a circle.
        from krachtlijn.people.sessions import SessionStore

        return SessionStore


class Token(models.Model):
    """A personal key for the API, made and revoked by its owner; kept as a keyed hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    mark = models.BinaryField(max_length=32, unique=True)
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    class Privacy:
        about = "person"
        personal = {"person", "label", "made", "until"}
        plain = {"id", "mark"}
        sealed = {"mark"}
