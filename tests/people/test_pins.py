"""PINs: never one that everybody chooses."""

import pytest

from krachtlijn.people import pins
from krachtlijn.people.cards import refuse_pin
from tests.faults.planting import plant

PATTERNS = """
    000000 111111 222222 333333 444444 555555 666666 777777 888888 999999
    123456 234567 345678 456789 567890 012345 654321 543210 987654 876543 098765
    121212 131313 101010 202020 212121 010101 232323 252525 696969 787878
    123123 321321 456456 147147 159159 258258 112112 100100 911911
    112233 223344 334455 445566 556677 778899 998877 665544 332211
    123321 456654 789987 147741 159951 100001 234432
    111222 111333 222333 000111 777888 999000 121112 111112 122222
    147258 258369 147369 159753 753159 789456 741852 963852 142536
    198012 199001 200012 201231 121990 311985 011970 102000
    102030 246810 135790 520131 131452 314159 007007 420420 112358
    123654 321654 456123 159357 987123
"""
COMMON = PATTERNS.split()


@pytest.mark.parametrize("pin", COMMON)
def test_a_pin_that_many_people_choose_is_refused(pin):
    assert refuse_pin(pin) == "common"


def test_the_table_is_long_enough():
    assert len(set(COMMON)) >= 60


@pytest.mark.parametrize("pin", ["594672", "805317", "573914", "904173", "638205", "029481"])
def test_an_unlikely_pin_is_taken(pin):
    assert refuse_pin(pin) is None


@pytest.mark.parametrize(
    "text",
    ["", "12345", "1234567", "12345a", "12 345", "５９４６７２", "-12345", "٥٩٤٦٧٢", "59467²"],
)
def test_a_pin_is_six_plain_digits(text):
    assert refuse_pin(text) == "six_digits"


def test_of_all_pins_few_are_refused_and_enough_are_left(record_property):
    refused = sum(pins.is_common(f"{number:06d}") for number in range(10**6))

    record_property("refused", refused)
    assert refused == 32_699
    # ASVS 6.5.4 asks for 20 bits in a drawn code and at most half a bit may be lost to this list.
    assert 10**6 - refused > 2**19.5


def test_a_drawn_pin_is_never_a_common_one():
    drawn = [pins.draw() for _ in range(5000)]

    assert [pin for pin in drawn if refuse_pin(pin)] == []
    assert len(set(drawn)) > 4900
    assert {len(pin) for pin in drawn} == {6}


def test_drawing_without_the_list_is_found(monkeypatch):
    plant(monkeypatch, pins.draw, "if not is_common(pin)", "if True")

    assert any(refuse_pin(pins.draw()) for _ in range(5000))
