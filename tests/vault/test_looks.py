"""The look-log: no look, no page; and whoever changes a line afterwards is found out."""

import hashlib
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership, Person
from krachtlijn.vault import looks, reading
from krachtlijn.vault.anchors import anchor, check_anchor
from krachtlijn.vault.erasing import erase_person
from krachtlijn.vault.errors import Taken
from krachtlijn.vault.looks import START, check_chain, looks_at, note_looks, proof_code
from krachtlijn.vault.models import Entry, Look, LookHead
from krachtlijn.vault.reading import read_all, read_one, read_own
from tests.cast import bring_together, keep, person, put_before, show
from tests.conftest import LONG
from tests.faults.planting import plant

WHY = "the test looks behind the door"


def entries_for(reader):
    return Entry.objects.for_actor(reader, "read").order_by("created")


def lines(whose):
    return Look.objects.unscoped(WHY).filter(person=whose.pk).order_by("seq")


@pytest.fixture
def shown(amina, joke):
    """Two goals of Amina, shown to Joke."""
    entries = [keep(amina, "koken"), keep(amina, "moestuin")]
    grant = show(amina, joke, kind="goal", purpose="Voor het gesprek")
    return entries, grant


def test_reading_leaves_one_line_per_person_and_request(amina, joke, shown):
    fatma = person("Fatma")
    bring_together(fatma, joke)
    hers = keep(fatma, "rust")
    show(fatma, joke, entry=hers.id)

    read_all(joke, entries_for(joke))

    assert len(looks_at(amina)) == len(looks_at(fatma)) == 1
    assert looks_at(joke) == []


def test_a_line_says_who_in_which_role_saw_what_when_and_on_what_ground(amina, joke, shown):
    entries, grant = shown
    house = Organisation.objects.create(name="Wijkkamer De Brug")
    Membership.objects.create(person=joke, organisation=house, role="worker")
    before = datetime.now(UTC)

    read_all(joke, entries_for(joke))

    (line,) = looks_at(amina)
    assert (line.who, line.who_id) == ("Joke", str(joke.pk))
    assert (line.role, line.organisation) == ("worker", "Wijkkamer De Brug")
    assert (line.action, line.seq) == ("R", 1)
    assert line.entries == [str(entry.id) for entry in entries]
    assert line.kinds == {"goal": 2}
    assert line.ground == str(grant.pk)
    assert before <= line.when <= datetime.now(UTC)


def test_two_grounds_are_both_named(amina, joke, shown):
    _entries, grant = shown
    strength = keep(amina, "geduld", "strength")
    other = show(amina, joke, entry=strength.id)

    read_all(joke, entries_for(joke))

    assert looks_at(amina)[0].ground == ",".join(sorted([str(grant.pk), str(other.pk)]))


def test_every_reading_leaves_its_own_line(amina, joke, shown):
    for _ in range(3):
        read_one(joke, shown[0][0].id)

    assert [line.seq for line in looks_at(amina)] == [3, 2, 1]


def test_reading_ones_own_leaves_no_line(amina, shown):
    read_own(amina)
    read_one(amina, shown[0][0].id, history=True)
    read_all(amina, entries_for(amina))
    looks_at(amina)

    assert looks_at(amina) == []
    assert not LookHead.objects.filter(person=amina.pk).exists()


def test_finding_nothing_leaves_no_line(amina, tom, shown):
    read_all(tom, entries_for(tom))

    assert looks_at(amina) == []


def test_only_the_person_reads_their_log(amina, joke, shown):
    read_all(joke, entries_for(joke))

    assert looks_at(joke) == []
    assert Look.objects.for_actor(joke).count() == 0


def test_what_a_line_says_is_sealed(amina, joke, shown):
    read_all(joke, entries_for(joke))

    kept = lines(amina).get()
    for told in (str(joke.pk), str(shown[0][0].id), str(shown[1].pk), "Joke", "goal"):
        assert told.encode() not in bytes(kept.details)


# --------------------------------------------------------------------------------- no look, no page


def refuse_looks():
    """From here on the database itself takes no line: its disk is full, say."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER no_room BEFORE INSERT ON vault_look "
                "BEGIN SELECT RAISE(ABORT, 'no room'); END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
                "$$BEGIN RAISE EXCEPTION 'no room'; END$$"
            )
            cursor.execute(
                "CREATE TRIGGER no_room BEFORE INSERT ON vault_look "
                "FOR EACH ROW EXECUTE FUNCTION no_room()"
            )


def test_when_the_look_cannot_be_written_nothing_is_read(amina, joke, shown):
    refuse_looks()

    for read in (
        lambda: read_all(joke, entries_for(joke)),
        lambda: read_one(joke, shown[0][0].id),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            read()


def test_when_the_look_cannot_be_written_nothing_is_proposed(amina, joke):
    refuse_looks()
    before = Entry.objects.unscoped(WHY).count()

    # SQLite tells a trigger's no as a broken rule, and that is taken for an id in use.
    with pytest.raises((DatabaseError, Taken)), transaction.atomic():
        put_before(amina, "bellen", by=joke)

    assert Entry.objects.unscoped(WHY).count() == before


def test_a_reading_that_forgets_the_look_is_found(amina, joke, shown, monkeypatch):
    monkeypatch.setattr(reading, "note_looks", lambda *seen, **how: None)
    refuse_looks()

    assert len(read_all(joke, entries_for(joke))) == 2
    assert looks_at(amina) == []


@pytest.mark.django_db(transaction=True)
def test_a_look_outside_the_reading_transaction_is_a_mistake():
    amina = person("Amina")
    line = looks.Seen(amina.pk, "R")

    with pytest.raises(RuntimeError, match="in the transaction that reads"):
        note_looks([line], by=amina, keys={})


# ----------------------------------------------------------------------------------- the chain holds


@pytest.fixture
def chain(amina, joke, shown):
    """Six lines about Amina."""
    for _ in range(6):
        read_all(joke, entries_for(joke))
    assert check_chain(amina.pk) is None
    return amina


def rehash(whose, first=1):
    """Compute the chain anew from a line on, as someone with the whole code and database could."""
    rows = list(lines(whose))
    prev = bytes(rows[first - 2].hash) if first > 1 else START
    # Out of the way first: two lines may never follow on the same one.
    for row in rows[first - 1 :]:
        lines(whose).filter(pk=row.pk).update(prev=hashlib.sha256(row.pk.bytes).digest())
    for number, row in enumerate(rows[first - 1 :], start=first):
        row.seq, row.prev = number, prev
        row.hash = looks._hash(row)
        lines(whose).filter(pk=row.pk).update(seq=number, prev=prev, hash=row.hash)
        prev = row.hash
    LookHead.objects.filter(person=whose.pk).update(seq=len(rows), hash=prev)


def change_time(chain, seq):
    row = lines(chain).get(seq=seq)
    lines(chain).filter(pk=row.pk).update(at=row.at - 1)


def change_details(chain, seq):
    row = lines(chain).get(seq=seq)
    spoiled = bytearray(row.details)
    spoiled[-1] ^= 1
    lines(chain).filter(pk=row.pk).update(details=bytes(spoiled))


def change_details_to_anothers(chain, seq):
    other = lines(chain).exclude(seq=seq).first()
    lines(chain).filter(seq=seq).update(details=bytes(other.details))


def change_person(chain, seq):
    lines(chain).filter(seq=seq).update(person=uuid4())


def change_hash(chain, seq):
    lines(chain).filter(seq=seq).update(hash=hashlib.sha256(b"other").digest())


def change_line_and_its_hash(chain, seq):
    row = lines(chain).get(seq=seq)
    row.at -= 1
    lines(chain).filter(pk=row.pk).update(at=row.at, hash=looks._hash(row))


def remove(chain, seq):
    lines(chain).filter(seq=seq).delete()


def remove_and_close_up(chain, seq):
    remove(chain, seq)
    for row in lines(chain).filter(seq__gt=seq):
        lines(chain).filter(pk=row.pk).update(seq=row.seq - 1)


def swap(chain, seq):
    one, other = lines(chain).get(seq=seq), lines(chain).get(seq=seq % 6 + 1)
    lines(chain).filter(pk=one.pk).update(seq=100)
    lines(chain).filter(pk=other.pk).update(seq=one.seq)
    lines(chain).filter(pk=one.pk).update(seq=other.seq)


def swap_what_they_say(chain, seq):
    one, other = lines(chain).get(seq=seq), lines(chain).get(seq=seq % 6 + 1)
    lines(chain).filter(pk=one.pk).update(details=bytes(other.details), at=other.at)
    lines(chain).filter(pk=other.pk).update(details=bytes(one.details), at=one.at)


def insert(chain, seq):
    for row in lines(chain).filter(seq__gte=seq).order_by("-seq"):
        lines(chain).filter(pk=row.pk).update(seq=row.seq + 1)
    made = Look(person=chain.pk, seq=seq, at=0, details=b"x", prev=hashlib.sha256(b"-").digest())
    made.hash = looks._hash(made)
    made.save()


def add_at_the_end(chain, seq):
    last = lines(chain).last()
    made = Look(person=chain.pk, seq=7, at=last.at + seq, details=b"x", prev=bytes(last.hash))
    made.hash = looks._hash(made)
    made.save()


def cut_the_tail(chain, seq):
    lines(chain).filter(seq__gte=seq).delete()


def cut_the_tail_and_count_the_head_back(chain, seq):
    cut_the_tail(chain, seq)
    LookHead.objects.filter(person=chain.pk).update(seq=seq - 1)


def drop_the_head(chain, seq):
    LookHead.objects.filter(person=chain.pk).delete()


TAMPERS = [
    change_time,
    change_details,
    change_details_to_anothers,
    change_person,
    change_hash,
    change_line_and_its_hash,
    remove,
    remove_and_close_up,
    swap,
    swap_what_they_say,
    insert,
    add_at_the_end,
    cut_the_tail,
    cut_the_tail_and_count_the_head_back,
    drop_the_head,
]


@pytest.mark.parametrize("seq", [1, 2, 5, 6])
@pytest.mark.parametrize("tamper", TAMPERS)
def test_a_tampered_chain_is_found(chain, tamper, seq):
    tamper(chain, seq)

    assert check_chain(chain.pk) is not None


@examples(
    max_examples=500 if LONG else 50,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(st.sampled_from(TAMPERS), st.integers(1, 6)), min_size=1, max_size=3))
def test_tampering_more_than_once_is_found_too(chain, acts):
    before = list(lines(chain).values())
    try:
        with transaction.atomic():
            for tamper, seq in acts:
                tamper(chain, seq)
            # The second act may have undone the first.
            whole = list(lines(chain).values()) == before and head_agrees(chain)
            found = check_chain(chain.pk) is not None
            raise Undone
    except (Look.DoesNotExist, AttributeError, DatabaseError):
        return  # the first act left nothing for the second
    except Undone:
        assert found != whole


class Undone(Exception):
    pass


def head_agrees(whose) -> bool:
    last, head = lines(whose).last(), LookHead.objects.filter(person=whose.pk).first()
    return head is not None and (head.seq, bytes(head.hash)) == (last.seq, bytes(last.hash))


def test_a_check_that_does_not_compute_the_hash_is_found(chain, monkeypatch):
    plant(monkeypatch, looks.check_chain, "bytes(look.hash) != _hash(look)", "False")
    change_time(chain, 3)

    assert looks.check_chain(chain.pk) is None


def test_a_chain_that_was_computed_anew_is_whole_in_itself_but_not_against_the_anchor(chain):
    path = anchor()
    change_time(chain, 3)
    rehash(chain)

    assert check_chain(chain.pk) is None
    assert check_anchor(path) == [f"{chain.pk}: line 6 is not what it was"]


def test_the_anchor_finds_a_tail_that_was_cut_off_neatly(chain):
    path = anchor()
    cut_the_tail(chain, 5)
    rehash(chain)

    assert check_chain(chain.pk) is None
    assert check_anchor(path) == [f"{chain.pk}: line 6 is not what it was"]


def test_the_anchor_finds_a_person_whose_whole_log_was_dropped(chain):
    path = anchor()
    lines(chain).delete()
    LookHead.objects.filter(person=chain.pk).delete()

    assert check_chain(chain.pk) is None
    assert check_anchor(path) == [f"{chain.pk}: line 6 is not what it was"]


def test_the_anchor_finds_a_change_after_it_was_written(chain):
    path = anchor()
    change_time(chain, 2)

    assert check_anchor(path) == [f"{chain.pk}: line 2 was changed"]


def test_new_lines_and_new_people_leave_the_anchor_whole(chain, joke, fatma):
    path = anchor()
    read_all(joke, entries_for(joke))
    put_before(fatma, "thee", by=chain)

    assert check_anchor(path) == []


def test_a_changed_anchor_is_found(chain):
    path = anchor()
    text = path.read_text()

    for changed in (
        text.replace(" 6 ", " 5 "),
        text.splitlines(keepends=True)[-1],
        text[:-2] + ("0" if text[-2] != "0" else "1") + "\n",
    ):
        path.write_text(changed)
        assert check_anchor(path) == ["the anchor itself was changed"]


def test_anchors_lie_outside_the_database_and_are_not_written_over(chain):
    first, second = anchor(), anchor()

    assert first != second
    assert first.parent == settings.DATA / "anchors"
    assert first.parent.stat().st_mode & 0o77 == 0


def test_after_erasing_the_chain_and_the_anchor_can_still_be_checked(chain):
    path = anchor()

    erase_person(chain, by=chain)

    assert not Person.objects.filter(pk=chain.pk).exists()
    assert check_chain(chain.pk) is None
    assert check_anchor(path) == []
    remove(chain, 3)
    assert check_chain(chain.pk) == "line 3 is missing"


def test_the_proof_code_on_paper_changes_with_every_line(chain, joke):
    first = proof_code(chain)
    read_all(joke, entries_for(joke))
    second = proof_code(chain)

    assert len(first) == len(second) == 10
    assert first != second
    assert proof_code(joke) == ""
