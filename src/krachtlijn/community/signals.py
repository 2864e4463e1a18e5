"""Signals: from the mailbox into the neighbourhood, and found again only by who can make the token."""

from collections.abc import Iterable

from django.db import transaction

from krachtlijn.community import sentences
from krachtlijn.community.models import Answer, Sentence, Signal
from krachtlijn.privacy import mailbox

SIGNALS, ANSWERS = "signals", "answers"
FIELDS = ("theme", "level", "mechanism", "domain", "area", "month", "raised_by")


def post_signals(**how) -> int:
    """The weekly post of signals: all that wait, shuffled, at least five or none; how many."""
    return mailbox.post(SIGNALS, _deliver_signals, **how)


def post_answers(**how) -> int:
    """The weekly post of what people say of what came of it; how many."""
    return mailbox.post(ANSWERS, _deliver_answers, **how)


def _deliver_signals(letters: list[dict]) -> None:
    # A token that is there already was sent twice: the first stays.
    Signal.objects.bulk_create(
        (Signal(token=one["token"], **{name: one[name] for name in FIELDS}) for one in letters),
        ignore_conflicts=True,
    )
    for one in letters:
        if one.get("sentence"):
            sentences.receive(one)


def _deliver_answers(letters: list[dict]) -> None:
    for one in letters:
        said = {name: one[name] for name in ("about", "question", "said", "month")}
        Answer.objects.update_or_create(token=one["token"], defaults=said)


def found(tokens: Iterable[str]) -> list[Signal]:
    """The signals behind these tokens, for who could make them."""
    return list(Signal.objects.filter(token__in=list(tokens)))


@transaction.atomic
def take_back(tokens: Iterable[str]) -> int:
    """Take signals out, with their sentences; counts from the next release. How many there were."""
    gone = list(tokens)
    Sentence.objects.filter(token__in=gone).delete()
    return Signal.objects.filter(token__in=gone).delete()[0]
