"""Signals: from the mailbox into the neighbourhood, and found again only by who can make the token."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from krachtlijn.community import barriers, sentences
from krachtlijn.community.models import Answer, Sentence, Signal
from krachtlijn.community.periods import first_day, months, months_before, quarter_of
from krachtlijn.privacy import mailbox

SIGNALS, ANSWERS = "signals", "answers"
# What taking back comes to, and how whoever does it hears that.
NEVER_LEFT, LEFT, NOTHING = "never left", "left", ""
TAKEN_BACK: dict[str, Promise] = {
    NEVER_LEFT: _("Taken back. It still waited for the post: it never left."),
    LEFT: _("Taken back. It counts until the next release, and then no more."),
    NOTHING: _("There was nothing to take back any more."),
}
KEPT = 36  # months: as long as people find back what they said. Older, nobody could take it back.
FIELDS = ("theme", "level", "mechanism", "domain", "area", "month", "raised_by")


def post_signals(**how) -> int:
    """The weekly post of signals: all that wait, shuffled, at least five or none; how many."""
    return mailbox.post(SIGNALS, _deliver_signals, **how)


def post_answers(**how) -> int:
    """The weekly post of what people say of what came of it; how many."""
    return mailbox.post(ANSWERS, _deliver_answers, **how)


def _deliver_signals(letters: list[dict]) -> None:
    gone = [one["token"] for one in letters if one.get("gone")]
    said = [one for one in letters if not one.get("gone")]
    # A token that is there already was sent twice: the first stays.
    Signal.objects.bulk_create(
        (Signal(token=one["token"], **{name: one[name] for name in FIELDS}) for one in said),
        ignore_conflicts=True,
    )
    for one in said:
        if one.get("sentence"):
            sentences.receive(one)
    _make_blank(gone)
    for one in said:
        barriers.also_raised(
            one["theme"], one["area"], one["raised_by"], on=first_day(one["month"])
        )


def _make_blank(tokens: list[str]) -> None:
    """Nothing of it stays but the token: so the same theme cannot be said twice in one quarter."""
    Sentence.objects.filter(token__in=tokens).delete()
    blank = dict.fromkeys(("theme", "level", "mechanism", "domain", "area"), "")
    Signal.objects.filter(token__in=tokens).update(**blank, raised_by=Signal.RaisedBy.NOBODY)


def forget_what_was_taken_back(today: date) -> int:
    """Tokens of taken back signals of quarters that are over; how many."""
    blank = Signal.objects.filter(raised_by=Signal.RaisedBy.NOBODY)
    return blank.exclude(month__in=months(quarter_of(today))).delete()[0]


@transaction.atomic
def forget_what_is_old(today: date) -> int:
    """Signals, their sentences and answers of months that nobody can find back any more; how many.

    Whole months go at once. So what goes says nothing of anyone.
    """
    first_kept = months_before(today, KEPT - 1)
    old = (model.objects.filter(month__lt=first_kept) for model in (Sentence, Signal, Answer))
    return sum(rows.delete()[0] for rows in old)


def taken_back() -> set[str]:
    """The tokens whose taking back still waits for the post: no release counts them any more."""
    return {one["token"] for one in mailbox.read(SIGNALS) if one.get("gone")}


def _deliver_answers(letters: list[dict]) -> None:
    Answer.objects.filter(token__in=[one["token"] for one in letters if one.get("gone")]).delete()
    known = Answer.objects.filter(token__in=[one["token"] for one in letters])
    before = dict(known.values_list("token", "month"))
    for one in letters:
        if one.get("gone"):
            continue
        said = {name: one[name] for name in ("about", "question", "said")}
        said["month"] = _counted_from(one["month"], before.get(one["token"], ""))
        Answer.objects.update_or_create(token=one["token"], defaults=said)


def _counted_from(month: str, before: str) -> str:
    """The month in which an answer counts: changed within a year, that of the first time.

    So no voice stands in more releases than the budget says.
    """
    return before if f"{int(month[:4]) - 1}{month[4:]}" < before else month


def found(tokens: Iterable[str]) -> list[Signal]:
    """The signals behind these tokens, for who could make them."""
    return list(Signal.objects.filter(token__in=list(tokens)))


def ask_back(tokens: Mapping[str, str], *, giver: str) -> int:
    """Take delivered signals back, by a letter each: row name by token. How many there were.

    A row that vanished at once would tell whoever compares two copies whose it was; the post takes
    many together. Until then no release counts it.
    """
    asked = mailbox.waiting(tokens.values())
    there = {one.token for one in found(tokens) if one.raised_by != Signal.RaisedBy.NOBODY}
    there = {token for token in there if tokens[token] not in asked}
    for token in there:
        mailbox.put(SIGNALS, tokens[token], {"token": token, "gone": True}, giver=giver)
    return len(there)


@transaction.atomic
def take_back(tokens: Iterable[str]) -> int:
    """Take out at once what a worker or a group raised: it is nobody's own. How many there were."""
    gone = list(tokens)
    Sentence.objects.filter(token__in=gone).delete()
    return Signal.objects.filter(token__in=gone).delete()[0]
