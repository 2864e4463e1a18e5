"""The cast: who they are, who knows whom, and what they do in one word."""

from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from krachtlijn.people import circle
from krachtlijn.people.models import Person
from krachtlijn.privacy.keys import make_keeper
from krachtlijn.vault import actions, granting, reading
from krachtlijn.vault.errors import NotThere
from krachtlijn.vault.models import Entry, Grant
from krachtlijn.vault.reading import Opened


def person(name: str, *, language: str = "nl") -> Person:
    """Someone with keys of their own, who knows nobody yet."""
    someone = Person(name=name, language=language)
    make_keeper(someone.pk)
    someone.save()
    return someone


def bring_together(one: Person, *others: Person) -> None:
    for other in others:
        circle.bring_together(one, other)


def keep(by: Person, words: str, kind: str = "goal", **more) -> Opened:
    """Something written in one's own plan."""
    return actions.write(uuid4(), kind, {"words": words}, by=by, **more)[0]


def put_before(whose: Person, words: str, kind: str = "goal", *, by: Person) -> Opened:
    """A proposal."""
    return actions.propose(whose, kind, {"words": words}, by=by)[0]


def show(by: Person, to: Person, *, proved_at: datetime | None = None, **what) -> Grant:
    """Shown by someone who gave their PIN just now."""
    proved_at = proved_at or timezone.now()
    return granting.show(to, by=by, proved_at=proved_at, **what)[0]


def seen(reader: Person, *, whose: Person) -> set[str]:
    """The words that this reader gets to see of someone."""
    entries = Entry.objects.for_actor(reader, "read").filter(keeper=whose.pk)
    return {opened.words for opened in reading.read_all(reader, entries)}


def can_open(reader: Person, entry_id) -> bool:
    try:
        reading.read_one(reader, entry_id)
    except NotThere:
        return False
    return True


@contextmanager
def room_for(threads: int):
    """So many can be at the database at once; PostgreSQL has a pool of eight for a process."""
    pool = connection.settings_dict.get("OPTIONS", {}).get("pool")
    if not pool:
        yield
        return
    before = dict(pool)
    connection.close()
    connection.close_pool()
    pool.update(max_size=threads + 1, timeout=60)
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()
        pool.clear()
        pool.update(before)
