"""Roles in organisations: given and ended by whoever runs the installation, never by a web page."""

import uuid

from django.db import transaction

from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership, Person


class Unknown(Exception):
    """Someone or something that is not there; says what in one line."""


@transaction.atomic
def give_membership(person: str, organisation: str, role: str) -> None:
    """This person has this role there from now on. Safe to repeat."""
    there, _new = Organisation.objects.get_or_create(name=organisation)
    Membership.objects.get_or_create(person=_person(person), organisation=there, role=_role(role))


def end_membership(person: str, organisation: str, role: str) -> None:
    """This person has this role there no more. What people show them does not change by it."""
    Membership.objects.filter(
        person=_person(person), organisation__name=organisation, role=_role(role)
    ).delete()


def _person(number: str) -> Person:
    try:
        return Person.objects.get(pk=uuid.UUID(number))
    except (ValueError, Person.DoesNotExist):
        raise Unknown(f"there is nobody with the number {number}") from None


def _role(role: str) -> str:
    if role not in Membership.Role.values:
        raise Unknown(f"a role is one of {', '.join(Membership.Role.values)}")
    return role
