"""The code card: who finds it has five tries, who copies the database has nothing."""

import hashlib
import hmac
import string
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from django.db import connection, connections
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from krachtlijn.people import cards, secrets
from krachtlijn.people.cards import check_card, is_locked, make_card
from krachtlijn.people.models import Card, Person, Session
from krachtlijn.people.secrets import LETTERS, grouped, mark, tidy
from tests.cast import person, room_for
from tests.faults.planting import plant
from tests.people.conftest import OTHER_PIN, PIN


def test_the_letters_are_twenty_six_of_an_alphabet_without_misreadings(amina):
    drawn = {make_card(pin=PIN, by=amina) for _ in range(20)}

    assert len(drawn) == 20
    assert {len(letters) for letters in drawn} == {26}
    assert set("".join(drawn)) <= set(LETTERS)
    assert set(string.digits + string.ascii_uppercase) - set(LETTERS) == set("ILOU")
    assert len(LETTERS) ** 26 >= 2**128


def test_all_letters_of_the_alphabet_are_drawn():
    assert set(secrets.draw(2000)) == set(LETTERS)


CODE = "0123456789ABCDEFGHJKMNPQRS"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        grouped(CODE),
        f"  {grouped(CODE)}  ",
        "-".join(CODE[at : at + 4] for at in range(0, 26, 4)),
        ".".join(CODE),
        CODE.replace("0", "O"),
        CODE.replace("0", "o"),
        CODE.replace("1", "I"),
        CODE.replace("1", "i"),
        CODE.replace("1", "l"),
        CODE.replace("1", "L"),
        "\t".join(CODE) + "\n",
        CODE.replace("A", "A\u00a0"),
        CODE.replace("A", "\u200bA\u2013"),
    ],
)
def test_what_someone_types_is_read_as_it_was_meant(typed):
    assert tidy(typed) == CODE


def test_typed_variants_open_the_same_card(holder):
    for typed in (holder.letters.lower(), grouped(holder.letters), f" {holder.letters} "):
        assert check_card(typed, PIN) == holder.person


def test_letters_are_grouped_to_be_read_aloud():
    assert grouped(CODE) == "0123 4567 89AB CDEF GHJK MNPQ RS"
    assert tidy(grouped(CODE)) == CODE


def test_the_right_pin_opens_and_a_wrong_one_does_not(holder):
    assert check_card(holder.letters, OTHER_PIN) is None
    assert check_card(holder.letters, PIN) == holder.person


def test_one_cards_pin_does_not_open_another(holder, joke):
    hers = make_card(pin=OTHER_PIN, by=joke)

    assert check_card(hers, PIN) is None
    assert check_card(hers, OTHER_PIN) == joke


def test_five_wrong_tries_lock_the_card_also_for_the_right_pin(holder):
    for _ in range(4):
        assert check_card(holder.letters, OTHER_PIN) is None
    assert not is_locked(holder.letters)
    assert check_card(holder.letters, OTHER_PIN) is None

    assert is_locked(holder.letters)
    assert check_card(holder.letters, PIN) is None
    assert Card.objects.get().fails == 5


def test_the_right_pin_in_time_begins_the_count_anew(holder):
    for _ in range(4):
        check_card(holder.letters, OTHER_PIN)
    assert check_card(holder.letters, PIN) == holder.person

    for _ in range(4):
        check_card(holder.letters, OTHER_PIN)

    assert check_card(holder.letters, PIN) == holder.person
    assert Card.objects.get().fails == 0


def test_wrong_letters_lock_nobody_out(holder):
    wrong = holder.letters[:-1] + ("A" if holder.letters[-1] != "A" else "B")

    for _ in range(10):
        check_card(wrong, PIN)

    assert not is_locked(holder.letters)
    assert check_card(holder.letters, PIN) == holder.person


# ------------------------------------------------------------------ nothing tells a card from none


class Counting:
    """Counts what is weighed, and against which kept hash."""

    def __init__(self, hasher):
        self.hasher = hasher
        self.against: list[str] = []

    def verify(self, kept, value):
        self.against.append(kept)
        return self.hasher.verify(kept, value)

    def hash(self, value):
        return self.hasher.hash(value)


@pytest.fixture
def counting(quick_hashes, monkeypatch):
    counting = Counting(cards.HASHER)
    monkeypatch.setattr(cards, "HASHER", counting)
    return counting


def cost(counting, letters, pin) -> tuple[int, list[str]]:
    """How many hashes, and which statements on which tables."""
    counting.against.clear()
    with CaptureQueriesContext(connection) as asked:
        check_card(letters, pin)
    return len(counting.against), [statement["sql"].split()[0] for statement in asked]


def costs(counting, holder) -> list:
    found = [
        cost(counting, secrets.draw(26), PIN),
        cost(counting, "not a card at all", PIN),
        cost(counting, holder.letters, OTHER_PIN),
        cost(counting, holder.letters, PIN),
    ]
    for _ in range(5):
        check_card(holder.letters, OTHER_PIN)
    return [*found, cost(counting, holder.letters, PIN)]


def test_an_unknown_a_known_and_a_locked_card_cost_the_same(counting, holder):
    assert costs(counting, holder) == [(1, ["UPDATE", "SELECT", "UPDATE"])] * 5


def test_an_answer_that_skips_the_hash_for_an_unknown_card_is_found(counting, holder, monkeypatch):
    plant(
        monkeypatch, cards.check_card,
        "_matches(known.pin if known else _NOBODY, _tied(letters, pin))",
        "bool(known) and _matches(known.pin, _tied(letters, pin))",
    )  # fmt: skip

    assert cost_of(counting, secrets.draw(26)) == 0
    assert cost_of(counting, holder.letters) == 1


def cost_of(counting, letters) -> int:
    counting.against.clear()
    cards.check_card(letters, OTHER_PIN)
    return len(counting.against)


# ----------------------------------------------------------------------------- many tries at once

GUESSES, HANDS = 200, 40


def guess_all_at_once(check, letters) -> None:
    barrier = Barrier(HANDS)

    def guess(hand):
        barrier.wait(60)
        try:
            for number in range(GUESSES // HANDS):
                check(letters, f"{100000 + hand * 1000 + number}")
        finally:
            connections.close_all()

    with room_for(HANDS), ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(guess, range(HANDS)))


def weighed(counting) -> int:
    """How many tries were weighed against the card itself."""
    return sum(kept != cards._NOBODY for kept in counting.against)


@pytest.fixture
def slow_hashes(monkeypatch):
    """A hash slow enough to give many tries the time to pass each other."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    counting = Counting(hasher)
    monkeypatch.setattr(cards, "HASHER", counting)
    monkeypatch.setattr(cards, "_NOBODY", hasher.hash("a card that does not exist"))
    return counting


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_guesses_at_once_at_most_five_are_weighed(slow_hashes, record_property):
    letters = make_card(pin=PIN, by=person("Amina"))

    guess_all_at_once(check_card, letters)

    record_property("weighed", weighed(slow_hashes))
    assert len(slow_hashes.against) == GUESSES
    assert weighed(slow_hashes) == 5
    assert is_locked(letters)


@pytest.mark.django_db(transaction=True)
def test_counting_after_weighing_would_let_more_through(slow_hashes):
    letters = make_card(pin=PIN, by=person("Amina"))

    def check_then_count(typed, pin):
        card = Card.objects.get(lookup=mark("card", typed))
        if card.fails < Card.TRIES:
            try:
                slow_hashes.verify(card.pin, cards._tied(typed, pin))
            except VerifyMismatchError:
                Card.objects.filter(pk=card.pk).update(fails=F("fails") + 1)

    guess_all_at_once(check_then_count, letters)

    assert weighed(slow_hashes) > 5


# --------------------------------------------------------------------------------- a copied database


def matches(card, letters_guessed, pins, pepper_known) -> int:
    """How many PINs fit the kept hash for whoever has only the rows, and what is given here."""

    def tied(pin):
        if pepper_known:
            return cards._tied(letters_guessed, pin)
        # Without the pepper an attacker can only put in one of their own.
        value = f"pin\0{letters_guessed}\0{pin}".encode()
        return hmac.new(b"", value, hashlib.sha256).digest().hex()

    return sum(cards._matches(card.pin, tied(pin)) for pin in pins)


# All 10^6 PINs would take no other path than these: what is missing is the letters and the pepper,
# and no PIN makes up for them. The right PIN is among the sample.
SAMPLE = [PIN, OTHER_PIN, *(f"{number:06d}" for number in range(0, 1_000_000, 2003))]


def test_a_copy_of_all_rows_and_every_pin_opens_nothing(holder):
    rows = Card.objects.values().get()
    card = Card.objects.get()

    assert all(holder.letters.encode() not in bytes(str(value), "utf-8") for value in rows.values())
    # Not with the letters either when the pepper is missing, nor with the pepper without letters.
    assert matches(card, "", SAMPLE, pepper_known=False) == 0
    assert matches(card, holder.letters, SAMPLE, pepper_known=False) == 0
    assert matches(card, "", SAMPLE, pepper_known=True) == 0
    assert matches(card, bytes(card.lookup).hex(), SAMPLE, pepper_known=True) == 0


def test_the_same_search_with_pepper_and_letters_finds_the_pin(holder):
    """The search above is not blind."""
    assert matches(Card.objects.get(), holder.letters, SAMPLE, pepper_known=True) == 1


def test_the_pepper_lies_in_a_file_and_not_in_the_database():
    from django.conf import settings

    pepper = settings.DATA / "secrets" / "pepper"

    mark("card", "x")
    assert pepper.stat().st_mode & 0o77 == 0
    assert len(bytes.fromhex(pepper.read_text())) == 32


def test_a_mark_for_one_purpose_is_not_a_mark_for_another():
    assert len({mark(purpose, "0123456789") for purpose in ("card", "pin", "meet", "token")}) == 4


# -------------------------------------------------------------------------------------- a new card


def test_a_new_card_ends_the_old_one_at_once(holder):
    new = make_card(pin=OTHER_PIN, by=holder.person)

    assert check_card(holder.letters, PIN) is None
    assert check_card(new, OTHER_PIN) == holder.person
    assert Card.objects.filter(person=holder.person).count() == 1


def test_a_new_card_ends_every_session(holder, browser):
    browser.sign_in(holder.person)
    assert browser.user() == holder.person

    make_card(pin=OTHER_PIN, by=Person.objects.get(pk=holder.person.pk))

    assert Session.objects.filter(person=holder.person).count() == 0
    assert browser.user() is None


def test_a_new_card_gives_a_locked_person_five_new_tries(holder):
    for _ in range(5):
        check_card(holder.letters, OTHER_PIN)

    new = make_card(pin=OTHER_PIN, by=holder.person)

    assert not is_locked(new)
    assert check_card(new, OTHER_PIN) == holder.person


def test_the_hash_is_argon2id_at_the_strength_that_was_chosen():
    assert cards.HASHER.hash("x").startswith("$argon2id$v=19$m=47104,t=1,p=1$")
