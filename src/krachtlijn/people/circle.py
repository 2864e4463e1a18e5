"""Who may reach whom: contact is equal, begins with a code handed over, and either side may end it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from krachtlijn.people.models import MeetCode, Person, Reach
from krachtlijn.people.secrets import draw, mark, tidy

CODE_LENGTH = 10
CODE_LASTS = timedelta(days=7)


def circle_of(person: Person):
    """Everyone this person is in contact with, by name."""
    return Person.objects.filter(reached_by__person=person).order_by("name", "pk")


def in_contact(one: Person, other: Person) -> bool:
    return Reach.objects.filter(person=one, other=other).exists()


@transaction.atomic
def bring_together(one: Person, other: Person) -> None:
    """From now on these two can reach each other. Shows nothing of either. Safe to repeat."""
    Reach.objects.bulk_create(
        [Reach(person=one, other=other), Reach(person=other, other=one)], ignore_conflicts=True
    )


def end_contact(other: Person, *, by: Person) -> None:
    """Neither reaches the other any more. What was shown is withdrawn by the vault, in one act."""
    Reach.objects.filter(person=by, other=other).delete()
    Reach.objects.filter(person=other, other=by).delete()


def hand_out_code(*, by: Person) -> str:
    """A code for one other person, good for a week and for one use; an earlier one stops."""
    letters = draw(CODE_LENGTH)
    with transaction.atomic():
        MeetCode.objects.filter(person=by).delete()
        MeetCode.objects.create(
            person=by, mark=mark("meet", letters), until=timezone.now() + CODE_LASTS
        )
    return letters


@transaction.atomic
def use_code(typed: str, *, by: Person) -> Person | None:
    """Come into contact with whoever handed out this code; nobody when it is not a live code."""
    codes = MeetCode.objects.filter(mark=mark("meet", tidy(typed)), until__gt=timezone.now())
    code = codes.exclude(person=by).select_related("person").first()
    if code is None or not codes.filter(pk=code.pk).delete()[0]:
        return None
    bring_together(code.person, by)
    return code.person
