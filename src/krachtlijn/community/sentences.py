"""Sentences given along with a signal: sealed until someone has read that nobody is in them."""

from collections.abc import Iterable
from datetime import date, timedelta

from krachtlijn.community.models import Sentence
from krachtlijn.community.periods import day_after
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
    return texts_of([sentence])[0]


def texts_of(found: Iterable[Sentence]) -> list[str]:
    """The words of several, for the price of one key; of what was refused there are none."""
    found = list(found)
    if not found:
        return []
    if any(not one.sealed or one.state == Sentence.State.REFUSED for one in found):
        raise ValueError("the words of a refused sentence are gone")
    keys = _keys()
    return [keys.unseal(bytes(one.sealed), what=WHAT, row=one.token).decode() for one in found]


def given_with(tokens: Iterable[str]) -> list[Sentence]:
    """How it is with the sentences given under these tokens, for who could make them; no words."""
    found = Sentence.objects.filter(token__in=list(tokens)).defer("sealed")
    return list(found.order_by("-month", "theme"))


def check(sentence: Sentence, *, fine: bool, on: date, by: str) -> None:
    """Say whether nobody can be recognised. ``by`` is who takes that on them, as people may read it.

    After a no the words are destroyed: what could name somebody is kept by nobody.
    """
    state = Sentence.State.CHECKED if fine else Sentence.State.REFUSED
    gone = {} if fine else {"sealed": b""}
    Sentence.objects.filter(token=sentence.token, state=Sentence.State.WAITING).update(
        state=state, checked_by=by, checked_on=on, **gone
    )


def is_late(sentence: Sentence, *, on: date) -> bool:
    """Whether it waits longer than was promised, even if it was given on the last day of its month."""
    return on >= day_after(sentence.month) + WITHIN


def _keys():
    box, _new = Box.objects.get_or_create(name="sentences")
    if not keys_of(box.keeper):
        make_keeper(box.keeper)
    return keys_for(box.keeper)
