"""Sentences given along with a signal: sealed until someone has read that nobody is in them."""

from collections.abc import Iterable
from datetime import date, timedelta

from krachtlijn.community.models import Sentence
from krachtlijn.privacy.keys import keys_for, keys_of, make_keeper
from krachtlijn.privacy.models import Box

WITHIN = timedelta(days=14)  # how soon a sentence is read
WHAT = "community.Sentence"


def receive(letter: dict) -> None:
    """Keep the sentence of a letter, sealed; unread it goes nowhere."""
    token = letter["token"]
    sealed = _keys().seal(letter["sentence"].encode(), what=WHAT, row=token)
    where = {name: letter[name] for name in ("theme", "area", "month")}
    Sentence.objects.get_or_create(token=token, defaults={"sealed": sealed, **where})


def text_of(sentence: Sentence) -> str:
    """The words; only for who checks, and after a yes for everyone above the floor."""
    return _keys().unseal(bytes(sentence.sealed), what=WHAT, row=sentence.token).decode()


def texts_of(found: Iterable[Sentence]) -> list[str]:
    """The words of several, for the price of one key."""
    found = list(found)
    if not found:
        return []
    keys = _keys()
    return [keys.unseal(bytes(one.sealed), what=WHAT, row=one.token).decode() for one in found]


def check(sentence: Sentence, *, fine: bool, on: date, by: str) -> None:
    """Say whether nobody can be recognised. ``by`` is who takes that on them, as people may read it."""
    state = Sentence.State.CHECKED if fine else Sentence.State.REFUSED
    Sentence.objects.filter(token=sentence.token, state=Sentence.State.WAITING).update(
        state=state, checked_by=by, checked_on=on
    )


def _keys():
    box, _new = Box.objects.get_or_create(name="sentences")
    if not keys_of(box.keeper):
        make_keeper(box.keeper)
    return keys_for(box.keeper)
