"""The mailbox: at least five or wait, shuffled, equally long, and shut for good after the post."""

import json
import threading
from datetime import date

import pytest
from django.db import connection, connections

from krachtlijn.privacy import keys, mailbox
from krachtlijn.privacy.mailbox import TooLong, post, take_back, waiting
from krachtlijn.privacy.models import Box, Letter, WrappedKey
from krachtlijn.privacy.sealing import Unreadable
from tests.cast import room_for
from tests.faults.planting import plant


def put(box, row, content):
    """A letter of someone who gives no other."""
    mailbox.put(box, row, content, giver=row)


def fill(many: int, box: str = "signals") -> list[str]:
    rows = [f"row-{number}" for number in range(many)]
    for number, row in enumerate(rows):
        put(box, row, {"number": number})
    return rows


def opens(row: str, sealed: bytes, box: str = "signals") -> bool:
    keeper = Box.objects.get(name=box).keeper
    try:
        keys.keys_for(keeper).unseal(sealed, what=f"letter/{box}", row=row)
    except Unreadable:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize(("many", "sent"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 9)])
def test_five_go_or_all_wait(many, sent):
    fill(many)
    delivered: list[dict] = []

    assert post("signals", delivered.extend) == sent
    assert len(delivered) == sent
    assert Letter.objects.count() == many - sent


@pytest.mark.django_db
def test_what_is_delivered_is_what_was_put_in_whatever_the_order():
    fill(20)
    delivered: list[dict] = []

    post("signals", delivered.extend)

    assert sorted(one["number"] for one in delivered) == list(range(20))


@pytest.mark.django_db
def test_the_order_is_shuffled_before_it_is_delivered():
    fill(20)
    turned: list[dict] = []

    post("signals", turned.extend, shuffle=lambda letters: letters.sort(key=str, reverse=True))

    assert turned == sorted(turned, key=str, reverse=True)
    assert "SystemRandom" in repr(mailbox.SHUFFLE)


@pytest.mark.django_db
def test_every_letter_is_as_long_as_every_other_and_keeps_no_time():
    put("signals", "short", {"n": 1})
    put("signals", "long", {"sentence": "é" * 600})

    lengths = {len(bytes(one.sealed)) for one in Letter.objects.all()}

    assert len(lengths) == 1
    assert {field.name for field in Letter._meta.fields} == {"row", "box", "sealed"}


@pytest.mark.django_db
def test_more_than_a_letter_holds_is_refused_and_nothing_is_kept():
    with pytest.raises(TooLong):
        put("signals", "row", {"sentence": "a" * mailbox.LENGTH})

    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_the_same_row_again_replaces():
    put("signals", "row", {"number": 1})
    put("signals", "row", {"number": 2})
    delivered: list[dict] = []

    post("signals", delivered.extend, fewest=1)

    assert delivered == [{"number": 2}]


@pytest.mark.django_db
def test_taken_back_while_it_waits_it_is_never_delivered():
    rows = fill(6)

    assert take_back(rows[:1]) == 1
    assert waiting(rows) == set(rows[1:])
    delivered: list[dict] = []
    post("signals", delivered.extend)
    assert sorted(one["number"] for one in delivered) == [1, 2, 3, 4, 5]


@pytest.mark.django_db
def test_a_box_knows_nothing_of_another():
    fill(5, "signals")
    put("answers", "elsewhere", {"number": 7})

    assert post("signals", lambda letters: None) == 5
    assert waiting(["elsewhere"]) == {"elsewhere"}


@pytest.mark.django_db(transaction=True)
def test_after_the_post_old_bytes_do_not_open_any_more():
    fill(5)
    copied = {one.row: bytes(one.sealed) for one in Letter.objects.all()}
    wrapped = {bytes(one.wrapped) for one in WrappedKey.objects.filter(purpose="data")}
    assert all(opens(row, sealed) for row, sealed in copied.items())

    post("signals", lambda letters: None)

    assert not any(opens(row, sealed) for row, sealed in copied.items())
    assert not wrapped & {bytes(one.wrapped) for one in WrappedKey.objects.filter(purpose="data")}


@pytest.mark.django_db(transaction=True)
def test_a_key_that_outlives_the_post_is_found(monkeypatch):
    plant(monkeypatch, mailbox._sweep, "destroy_older_keys(keeper)", "pass")
    fill(5)
    copied = {one.row: bytes(one.sealed) for one in Letter.objects.all()}

    post("signals", lambda letters: None)

    assert all(opens(row, sealed) for row, sealed in copied.items())


@pytest.mark.django_db(transaction=True)
def test_a_delivery_that_fails_loses_nothing():
    fill(6)

    def fails(letters):
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        post("signals", fails)

    delivered: list[dict] = []
    assert post("signals", delivered.extend) == 6
    assert sorted(one["number"] for one in delivered) == list(range(6))


@pytest.mark.django_db(transaction=True)
def test_a_new_key_each_week_for_ten_years_still_opens():
    fill(1)
    keeper, by = Box.objects.get(name="signals").keeper, 1
    for number in (255, 520):
        wrapped = keys._wrap(keeper, "data", number, bytes(32), by)
        WrappedKey.objects.create(
            keeper=keeper, purpose="data", number=number, wrapped_by=by, wrapped=wrapped
        )
    keys.renew_key(keeper)
    put("signals", "last", {"number": 521})

    assert opens("last", bytes(Letter.objects.get(row="last").sealed))


@pytest.mark.django_db(transaction=True)
def test_letters_put_in_while_the_post_goes_all_arrive_once():
    """Writers on several connections, and the post again and again: every letter exactly once."""
    fill(1)
    writers, each = 4, 15
    arrived: list[str] = []
    trouble: list[BaseException] = []
    done = threading.Event()

    def write(who: int):
        try:
            for number in range(each):
                put("signals", f"w{who}-{number}", {"name": f"w{who}-{number}"})
        except BaseException as problem:
            trouble.append(problem)
        finally:
            connections.close_all()

    def carry():
        try:
            while not done.is_set():
                post("signals", lambda letters: arrived.extend(map(json.dumps, letters)))
        except BaseException as problem:
            trouble.append(problem)
        finally:
            connections.close_all()

    with room_for(writers + 2):
        threads = [threading.Thread(target=write, args=(who,)) for who in range(writers)]
        carrier = threading.Thread(target=carry)
        for thread in [carrier, *threads]:
            thread.start()
        for thread in threads:
            thread.join()
        done.set()
        carrier.join()
    post("signals", lambda letters: arrived.extend(map(json.dumps, letters)), fewest=1)

    assert trouble == []
    wanted = [
        json.dumps({"name": f"w{who}-{number}"}) for who in range(writers) for number in range(each)
    ]
    assert sorted(arrived) == sorted([*wanted, json.dumps({"number": 0})])


@pytest.mark.django_db(transaction=True)
def test_who_takes_back_while_the_post_goes_finds_it_delivered_or_gone_never_both():
    rows = fill(6)
    inside, answer = threading.Event(), []

    def take():
        inside.wait(5)
        try:
            answer.append(take_back(rows[:1]))
        finally:
            connections.close_all()

    taker = threading.Thread(target=take)
    taker.start()
    delivered: list[dict] = []

    def deliver(letters):
        inside.set()
        taker.join(0.5)
        delivered.extend(letters)

    post("signals", deliver)
    taker.join()

    assert len(delivered) == 6
    assert answer == [0]


@pytest.mark.django_db
def test_the_post_goes_once_a_week_and_only_the_week_is_kept():
    monday, friday, next_monday = date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 4)

    assert mailbox.begin_week("signals", monday) is True
    assert mailbox.begin_week("signals", friday) is False
    assert mailbox.begin_week("answers", friday) is True
    assert mailbox.begin_week("signals", next_monday) is True
    assert Box.objects.get(name="signals").week == "2027W01"
    assert Box.objects.get(name="answers").week == "2026W53"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table",
    ["privacy_letter", "community_signal", "community_sentence", "community_answer"],
)
def test_tables_that_may_not_remember_an_order_have_none(table):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 1 - wr FROM pragma_table_list WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT count(column_default) FROM information_schema.columns WHERE table_name = %s",
                [table],
            )
        assert cursor.fetchall() == [(0,)]


@pytest.mark.django_db
def test_people_are_counted_and_not_letters():
    for number in range(5):
        mailbox.put("signals", f"one-{number}", {"n": number}, giver="one person")
    for number in range(4):
        mailbox.put("signals", f"worker-{number}", {"n": number})
    taken: list[dict] = []
    assert post("signals", taken.extend) == 0

    for number in range(3):
        mailbox.put("signals", f"other-{number}", {"n": number}, giver=f"person {number}")
    assert post("signals", taken.extend) == 0  # four people

    mailbox.put("signals", "fifth", {"n": 9}, giver="fifth")
    assert post("signals", taken.extend) == 13
    assert all(set(one) == {"n"} for one in taken)  # who gave it goes no further
