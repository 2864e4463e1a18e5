"""Erasing a person: the ledger first, then the key, then the rows. Each step can be repeated.

After the key is gone nothing of theirs opens any more, in no copy. The ledger lies outside the
database and is read again at every start, so that a restored backup brings nobody back.
"""

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from krachtlijn.people.models import Person, Reach
from krachtlijn.privacy import ledger
from krachtlijn.privacy.keys import destroy_keys, keepers_since_before
from krachtlijn.privacy.register import keepers
from krachtlijn.vault.models import Entry, EntryRevision, Grant, Receipt


def erase_person(person: Person, *, by: Person) -> None:
    """Erase everything this person kept, and the person. Only they can ask it."""
    if person != by:
        raise PermissionError("only the person can ask to be erased")
    ledger.note(person.pk)
    _erase(person.pk)
    ledger.note(person.pk, done=True)


def replay_erasures() -> int:
    """Erase again everyone in the ledger; run before anything is served. How many there are."""
    gone = ledger.erased()
    for keeper in gone:
        _erase(keeper)
    return len(gone)


def sweep_orphan_keys() -> int:
    """Destroy keys whose keeper was never written, left by a crash in between; how many."""
    # An hour's grace: a key is made before its keeper, so a young one may still be on its way.
    orphans = keepers_since_before(timezone.now() - timedelta(hours=1)) - keepers()
    for keeper in orphans:
        destroy_keys(keeper)
    return len(orphans)


def _erase(keeper: uuid.UUID) -> None:
    destroy_keys(keeper)
    with transaction.atomic():
        gone = "the person is erased"
        Grant.objects.unscoped(gone).filter(Q(person=keeper) | Q(to=keeper)).delete()
        EntryRevision.objects.unscoped(gone).filter(entry__keeper=keeper).delete()
        Entry.objects.unscoped(gone).filter(keeper=keeper).delete()
        Receipt.objects.filter(keeper=keeper).update(wiped=True, mark=b"")
        Reach.objects.filter(Q(person=keeper) | Q(other=keeper)).delete()
        Person.objects.filter(pk=keeper).delete()
