"""Entries of the past, for pages that look back."""

from datetime import timedelta
from uuid import uuid4

from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from krachtlijn.vault import actions
from krachtlijn.vault.models import Entry, EntryRevision


def wrote(by, kind: str, words: str, *, days: int = 0, **content):
    """Something written so many days ago."""
    opened, _new = actions.write(uuid4(), kind, {"words": words, **content}, by=by)
    if days:
        at = timezone.now() - timedelta(days=days)
        own = Entry.objects.unscoped("a test writes in the past").filter(pk=opened.id)
        own.update(created=at, since=at, changed=at)
    return opened


def turned(act, entry_id, *, by, days: int) -> None:
    """Let go or taken up, so many days ago."""
    act(entry_id, by=by)
    at = timezone.now() - timedelta(days=days)
    own = Entry.objects.unscoped("a test writes in the past").filter(pk=entry_id)
    own.update(changed=at)
    assert EntryRevision.objects.unscoped("a test looks").filter(entry=entry_id).exists()


def asked(page, path: str) -> tuple[int, int]:
    """How many questions a page asks the database and the keys."""
    with (
        CaptureQueriesContext(connections["default"]) as plain,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert page.get(path).status_code == 200
    return len(plain), len(keys)
