"""Who reads what: every state between two people, in one table, and every word weighed against it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from krachtlijn.people.circle import end_contact
from krachtlijn.people.models import Person
from krachtlijn.vault import door, granting, rules
from krachtlijn.vault.actions import accept, let_go, rewrite, take_up
from krachtlijn.vault.errors import Invalid, NotThere, Taken, Wiped
from krachtlijn.vault.granting import keep_back, part_from, withdraw, words_of
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import Opened, read_all, read_own
from krachtlijn.web.answers import Refused
from tests import cast
from tests.cast import bring_together, can_open, keep, person, put_before, show
from tests.faults.planting import plant

START = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


@dataclass
class World:
    """Amina wrote three things, let one go, and Fatma put one before her; Joke and Rik look on."""

    amina: Person
    joke: Person
    rik: Person
    fatma: Person
    tom: Person
    clock: time_machine.Traveller
    cooking: Opened
    garden: Opened
    patience: Opened
    dropped: Opened
    phoning: Opened

    def show(self, to=None, **what):
        self.clock.shift(timedelta(minutes=1))
        return show(self.amina, to or self.joke, **what)

    def keep_back(self, **what):
        self.clock.shift(timedelta(minutes=1))
        return keep_back(by=self.amina, **what)

    def write(self, words, kind="goal"):
        self.clock.shift(timedelta(minutes=1))
        return keep(self.amina, words, kind)

    def listed(self, reader) -> dict:
        found = read_all(reader, Entry.objects.for_actor(reader, "read"))
        return {one.id: one.words for one in found}

    def words_for(self, reader) -> set[str]:
        """What this reader finds in the list, after seeing that page and list agree on each entry."""
        listed = self.listed(reader)
        everything = Entry.objects.unscoped("the test looks behind the door")
        for entry_id in everything.values_list("pk", flat=True):
            assert can_open(reader, entry_id) == (entry_id in listed)
        return set(listed.values())


@pytest.fixture
def world(db):
    with time_machine.travel(START) as clock:
        amina, joke, rik = person("Amina"), person("Joke"), person("Rik")
        fatma, tom = person("Fatma"), person("Tom")
        bring_together(amina, joke, rik, fatma)
        made = World(
            amina,
            joke,
            rik,
            fatma,
            tom,
            clock,
            cooking=keep(amina, "koken"),
            garden=keep(amina, "moestuin"),
            patience=keep(amina, "geduld", "strength"),
            dropped=keep(amina, "losgelaten"),
            phoning=put_before(amina, "bellen", by=fatma),
        )
        let_go(made.dropped.id, by=amina)
        yield made


DAY = timedelta(hours=24, minutes=5)
NOW = timedelta(minutes=1)


def nothing(w):
    pass


def no_contact(w):
    end_contact(w.joke, by=w.amina)


def entry_grant(w):
    w.show(entry=w.cooking.id)


def entry_grant_to_another(w):
    w.show(w.rik, entry=w.cooking.id)


def kind_grant(w):
    w.show(kind="goal")


def kind_grant_then_written(w):
    w.show(kind="goal")
    w.write("later")


def kind_and_later(w):
    w.show(kind="goal", later=True)
    w.write("later")


def everything(w):
    w.show()
    w.write("later")


def everything_and_later(w):
    w.show(later=True)
    w.write("later")


def for_an_hour(w):
    w.show(entry=w.cooking.id, until=timezone.now() + timedelta(hours=1))


def kind_for_an_hour(w):
    w.show(kind="goal", until=timezone.now() + timedelta(hours=1))


def withdrawn(w):
    withdraw(w.show(entry=w.cooking.id).pk, by=w.amina)


def kind_withdrawn(w):
    withdraw(w.show(kind="goal").pk, by=w.amina)


def everything_withdrawn_in_time(w):
    withdraw(w.show(later=True).pk, by=w.amina)


def one_of_two_withdrawn(w):
    w.show(kind="goal")
    withdraw(w.show(entry=w.cooking.id).pk, by=w.amina)


def kind_but_not_this(w):
    w.show(kind="goal")
    w.keep_back(entry=w.cooking.id, to=w.joke)


def not_this_and_then_the_kind(w):
    w.keep_back(entry=w.cooking.id, to=w.joke)
    w.show(kind="goal")


def not_this_withdrawn_again(w):
    w.show(kind="goal")
    withdraw(w.keep_back(entry=w.cooking.id, to=w.joke).pk, by=w.amina)


def kept_back_from_another(w):
    w.show(kind="goal")
    w.keep_back(entry=w.cooking.id, to=w.rik)


def only_me(w):
    w.show(kind="goal")
    w.keep_back(entry=w.cooking.id)


def only_me_after_entry_grant(w):
    w.show(entry=w.cooking.id)
    w.keep_back(entry=w.cooking.id)


def only_me_before_entry_grant(w):
    w.keep_back(entry=w.cooking.id)
    w.show(entry=w.cooking.id)


def only_me_before_everything(w):
    w.keep_back(entry=w.cooking.id)
    w.show(later=True)


def kind_kept_back_after_kind_grant(w):
    w.show(kind="goal")
    w.keep_back(kind="goal")


def kind_kept_back_but_this_shown(w):
    w.keep_back(kind="goal", to=w.joke)
    w.show(entry=w.cooking.id)


def kind_kept_back_under_everything(w):
    w.keep_back(kind="goal")
    w.show(later=True)


def everything_kept_back_after_kind_grant(w):
    w.show(kind="goal")
    w.keep_back()


def everything_kept_back_after_everything(w):
    w.show()
    w.keep_back(to=w.joke)


def contact_ended(w):
    w.show(kind="goal")
    part_from(w.joke, by=w.amina)


def contact_ended_by_the_other(w):
    w.show(kind="goal")
    part_from(w.amina, by=w.joke)


def contact_ended_and_made_again(w):
    contact_ended(w)
    bring_together(w.amina, w.joke)


def contact_gone_but_the_word_still_there(w):
    w.show(kind="goal")
    end_contact(w.joke, by=w.amina)


def own(w):
    keep(w.joke, "van Joke zelf")


def proposal(w):
    put_before(w.amina, "voorstel van Joke", by=w.joke)


def accepted_proposal(w):
    accept(put_before(w.amina, "voorstel van Joke", by=w.joke).id, by=w.amina)


def anothers_proposal_accepted_after_a_kind_grant(w):
    w.show(kind="goal")
    w.clock.shift(timedelta(minutes=1))
    accept(w.phoning.id, by=w.amina)


def anothers_proposal_accepted_under_later(w):
    w.show(kind="goal", later=True)
    w.clock.shift(timedelta(minutes=1))
    accept(w.phoning.id, by=w.amina)


def anothers_proposal_accepted_before_a_kind_grant(w):
    accept(w.phoning.id, by=w.amina)
    w.show(kind="goal")


def anothers_proposal_refused_and_taken_up_after_a_kind_grant(w):
    w.show(kind="goal")
    w.clock.shift(timedelta(minutes=1))
    let_go(w.phoning.id, by=w.amina)
    take_up(w.phoning.id, by=w.amina)


def taken_up_after_a_kind_grant(w):
    w.show(kind="goal")
    w.clock.shift(timedelta(minutes=1))
    take_up(w.dropped.id, by=w.amina)


def let_go_under_a_grant(w):
    w.show(entry=w.cooking.id)
    w.show(kind="goal")
    let_go(w.cooking.id, by=w.amina)


def edited_under_a_grant(w):
    w.show(kind="goal")
    w.clock.shift(timedelta(minutes=1))
    rewrite(w.cooking.id, {"words": "bakken"}, revision=1, by=w.amina)


GOALS = {"koken", "moestuin"}
ALL = GOALS | {"geduld"}

# What happened, how long ago, and exactly what Joke reads. Fatma always reads her own proposal and
# Rik and Tom nothing, but for what is shown to Rik by name.
TABLE: list[tuple[Callable, timedelta, set[str]]] = [
    (nothing, DAY, set()),
    (no_contact, DAY, set()),
    (entry_grant, NOW, {"koken"}),
    (entry_grant_to_another, NOW, set()),
    (kind_grant, NOW, GOALS),
    (kind_grant_then_written, NOW, GOALS),
    (kind_grant_then_written, DAY, GOALS),
    (kind_and_later, NOW, GOALS),
    (kind_and_later, timedelta(hours=23, minutes=55), GOALS),
    (kind_and_later, DAY, GOALS | {"later"}),
    (everything, NOW, set()),
    (everything, timedelta(hours=23, minutes=55), set()),
    (everything, DAY, ALL),
    (everything_and_later, NOW, set()),
    (everything_and_later, timedelta(hours=23, minutes=55), set()),
    (everything_and_later, DAY, ALL | {"later"}),
    (for_an_hour, timedelta(minutes=55), {"koken"}),
    (for_an_hour, timedelta(minutes=61), set()),
    (kind_for_an_hour, timedelta(minutes=55), GOALS),
    (kind_for_an_hour, timedelta(minutes=61), set()),
    (withdrawn, NOW, set()),
    (kind_withdrawn, NOW, set()),
    (everything_withdrawn_in_time, DAY, set()),
    (one_of_two_withdrawn, NOW, GOALS),
    (kind_but_not_this, NOW, {"moestuin"}),
    (not_this_and_then_the_kind, NOW, {"moestuin"}),
    (not_this_withdrawn_again, NOW, GOALS),
    (kept_back_from_another, NOW, GOALS),
    (only_me, NOW, {"moestuin"}),
    (only_me_after_entry_grant, NOW, set()),
    (only_me_before_entry_grant, NOW, {"koken"}),
    (only_me_before_everything, DAY, {"moestuin", "geduld"}),
    (kind_kept_back_after_kind_grant, NOW, set()),
    (kind_kept_back_but_this_shown, NOW, {"koken"}),
    (kind_kept_back_under_everything, DAY, {"geduld"}),
    (everything_kept_back_after_kind_grant, NOW, GOALS),
    (everything_kept_back_after_everything, DAY, set()),
    (contact_ended, NOW, set()),
    (contact_ended_by_the_other, NOW, set()),
    (contact_ended_and_made_again, NOW, set()),
    (contact_gone_but_the_word_still_there, NOW, set()),
    (own, NOW, {"van Joke zelf"}),
    (proposal, NOW, {"voorstel van Joke"}),
    (accepted_proposal, NOW, {"voorstel van Joke"}),
    (anothers_proposal_accepted_after_a_kind_grant, NOW, GOALS),
    (anothers_proposal_accepted_under_later, NOW, GOALS),
    (anothers_proposal_accepted_under_later, DAY, GOALS | {"bellen"}),
    (anothers_proposal_accepted_before_a_kind_grant, NOW, GOALS | {"bellen"}),
    (anothers_proposal_refused_and_taken_up_after_a_kind_grant, NOW, GOALS),
    (taken_up_after_a_kind_grant, NOW, GOALS),
    (let_go_under_a_grant, NOW, {"moestuin"}),
    (edited_under_a_grant, NOW, {"bakken", "moestuin"}),
]
CELLS = [
    pytest.param(
        happened,
        since,
        reads,
        id=f"{happened.__name__}-{since.total_seconds() / 3600:.3g}h",
    )
    for happened, since, reads in TABLE
]


@pytest.mark.parametrize(("happened", "since", "reads"), CELLS)
def test_exactly_who_was_told_reads_exactly_what_was_shown(world, happened, since, reads):
    happened(world)
    world.clock.shift(since)

    assert world.words_for(world.joke) == reads
    assert world.words_for(world.rik) == (
        {"koken"} if happened is entry_grant_to_another else set()
    )
    assert world.words_for(world.fatma) == {"bellen"}
    assert world.words_for(world.tom) == set()
    kept = {one.words for one in read_own(world.amina)}
    assert world.words_for(world.amina) == kept
    assert {"geduld", "moestuin", "losgelaten", "bellen"} <= kept


FORGOTTEN = {
    "withdrawal": (door._words_to, "withdrawn=None", ""),
    "end": (door._words_to, "Q(until__gt=now)", "Q()"),
    "what came later": (door._words_to, "Q(given__gte=OuterRef(\"since\"))", "Q()"),
    "the day of waiting": (door._words_to, "wide_from__lte=now", ""),
    "a no": (door._words_to, "live & covers", "live & covers & Q(shows=True)"),
    "only me": (door._words_to, "Q(to=actor.pk) | Q(to=None)", "Q(to=actor.pk)"),
    "to whom": (door._words_to, "Q(to=actor.pk) | Q(to=None)", "Q()"),
    "the more specific": (door._words_to, 'F("entry").desc(nulls_last=True), "-kind", ', ""),
    "kind before all": (door._words_to, '"-kind", ', ""),
    "the last": (door._words_to, '"-given"', '"given"'),
    "the kind": (door._words_to, 'kind=OuterRef("kind")', "kind__gt=''"),
    "the entry": (door._words_to, 'Q(entry=OuterRef("pk"))', "Q(entry__isnull=False)"),
    "contact": (door._shown_now, "& Exists(reached)", ""),
    "standing": (door._shown_now, ', standing="own"', ""),
    "whose proposal": (door._proposed_by, ", actor=actor.pk", ""),
}  # fmt: skip


@pytest.mark.parametrize("forgotten", FORGOTTEN)
def test_the_table_finds_a_door_that_forgets(world, monkeypatch, forgotten):
    plant(monkeypatch, *FORGOTTEN[forgotten])

    assert not all(as_the_table_has_it(world, *row) for row in TABLE)


def as_the_table_has_it(world, happened, since, reads) -> bool:
    beginning, point = timezone.now(), transaction.savepoint()
    happened(world)
    world.clock.shift(since)
    found = [set(world.listed(reader).values()) for reader in (world.joke, world.fatma, world.tom)]
    transaction.savepoint_rollback(point)
    world.clock.move_to(beginning)
    return found == [reads, {"bellen"}, set()]


# ------------------------------------------------------------------------------ the act of showing


@pytest.mark.parametrize(
    ("age", "may"),
    [(0, True), (9 * 60 + 59, True), (10 * 60 + 1, False), (24 * 3600, False), (None, False)],
)
def test_showing_asks_for_a_pin_of_the_last_ten_minutes(amina, joke, age, may):
    entry = keep(amina, "koken")
    proved_at = None if age is None else timezone.now() - timedelta(seconds=age)

    if may:
        granting.show(joke, entry=entry.id, by=amina, proved_at=proved_at)
    else:
        with pytest.raises(Refused):
            granting.show(joke, entry=entry.id, by=amina, proved_at=proved_at)

    assert can_open(joke, entry.id) == may


def test_without_the_rule_an_old_proof_would_show(amina, joke, monkeypatch):
    entry = keep(amina, "koken")
    plant(monkeypatch, rules.may_show, "not is_fresh(proved_at)", "False")

    granting.show(joke, entry=entry.id, by=amina, proved_at=None)

    assert can_open(joke, entry.id)


def test_narrowing_never_asks_for_a_pin_and_never_waits(amina, joke):
    entry = keep(amina, "koken")
    grant = show(amina, joke, kind="goal")

    keep_back(entry=entry.id, to=joke, by=amina)

    assert not can_open(joke, entry.id)

    withdraw(grant.pk, by=amina)

    assert cast.seen(joke, whose=amina) == set()


def test_nothing_is_shown_to_someone_outside_the_circle(amina, tom):
    entry = keep(amina, "koken")

    with pytest.raises(Refused):
        show(amina, tom, entry=entry.id)

    assert not can_open(tom, entry.id)


def test_without_the_rule_and_the_door_a_stranger_would_read(amina, tom, monkeypatch):
    entry = keep(amina, "koken")
    plant(monkeypatch, rules.may_show, "not in_contact(person, to)", "False")
    show(amina, tom, entry=entry.id)

    # One of the two may fail and the other still holds.
    assert not can_open(tom, entry.id)

    plant(monkeypatch, door._shown_now, "& Exists(reached)", "")

    assert can_open(tom, entry.id)


def test_nobody_shows_what_lies_with_another(amina, joke, fatma):
    bring_together(joke, fatma)
    entry = keep(amina, "koken")
    show(amina, joke, entry=entry.id)

    with pytest.raises(NotThere):
        show(joke, fatma, entry=entry.id)

    assert not can_open(fatma, entry.id)


def test_a_word_of_another_about_ones_entry_means_nothing(amina, joke, fatma):
    from krachtlijn.vault.models import Grant

    entry = keep(amina, "koken")
    bring_together(joke, fatma)
    grant = show(joke, fatma, kind="goal")
    Grant.objects.unscoped("a row written past the verbs").filter(pk=grant.pk).update(
        kind="", entry=entry.id
    )

    assert not can_open(fatma, entry.id)


def test_only_the_person_withdraws_their_word(amina, joke, fatma):
    entry = keep(amina, "koken")
    grant = show(amina, joke, entry=entry.id)

    for other in (joke, fatma):
        with pytest.raises(NotThere):
            withdraw(grant.pk, by=other)

    assert can_open(joke, entry.id)


def test_the_same_word_sent_again_is_the_same_word(amina, joke):
    entry = keep(amina, "koken")
    until = timezone.now() + timedelta(days=30)
    word = {"entry": entry.id, "purpose": "Voor het gesprek", "until": until, "grant_id": uuid4()}

    first, new = granting.show(joke, by=amina, proved_at=timezone.now(), **word)
    again, new_again = granting.show(joke, by=amina, proved_at=timezone.now(), **word)

    assert (new, new_again) == (True, False)
    assert again == first
    assert [shown.purpose for shown in words_of(amina)] == ["Voor het gesprek"]
    with pytest.raises(Taken):
        show(amina, joke, **{**word, "purpose": "Iets anders"})
    withdraw(first.pk, by=amina)
    with pytest.raises(Wiped):
        show(amina, joke, **word)


def test_another_person_cannot_use_the_id_of_a_word(amina, joke, fatma):
    bring_together(joke, fatma)
    grant = show(amina, joke, kind="goal")

    with pytest.raises(Taken):
        show(joke, fatma, kind="goal", grant_id=grant.pk)


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ({"kind": "diagnosis"}, {"kind"}),
        ({"until": START}, {"until"}),
        ({"purpose": "x" * 301}, {"purpose"}),
    ],
)
def test_a_word_without_sense_is_refused(amina, joke, what, wrong):
    with pytest.raises(Invalid) as refused:
        show(amina, joke, **what)

    assert set(refused.value.errors) == wrong
    assert words_of(amina) == []


def test_a_wide_word_says_when_it_opens_and_can_be_undone_unseen(amina, joke):
    keep(amina, "koken")
    with time_machine.travel(START, tick=False):
        show(amina, joke, later=True)
        (word,) = words_of(amina)

        assert word.waits
        assert word.opens == START + timedelta(hours=24)

        withdraw(word.id, by=amina)

    assert words_of(amina) == []
    assert cast.seen(joke, whose=amina) == set()


def test_parting_withdraws_what_both_sides_showed(amina, joke):
    hers, mine = keep(joke, "van Joke"), keep(amina, "koken")
    show(amina, joke, entry=mine.id)
    show(joke, amina, entry=hers.id)

    part_from(joke, by=amina)

    assert not can_open(joke, mine.id)
    assert not can_open(amina, hers.id)
    assert words_of(amina) == words_of(joke) == []
