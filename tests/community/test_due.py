"""What the nightly work does when: the post once a week, numbers from the 8th, nothing twice."""

import os
import subprocess
import sys
from datetime import date
from uuid import uuid4

import pytest

from krachtlijn.community import signals
from krachtlijn.community.models import Answer, Cell, Release, Sentence, Signal
from krachtlijn.community.periods import last_ended, months, release_day, year_until
from krachtlijn.config import command, jobs
from krachtlijn.organisations.models import Area, Division
from krachtlijn.plans import signalling
from krachtlijn.privacy import mailbox
from krachtlijn.privacy.models import Letter
from tests.community.conftest import squares, voices

pytestmark = pytest.mark.django_db


def letter(number: int) -> dict:
    about = {"theme": "no_bus", "level": "meso", "mechanism": "transport", "domain": "rights"}
    return about | {
        "token": f"{number:064x}", "area": "kaai", "month": "2026-09", "raised_by": "person",
    }  # fmt: skip


def put_in(many: int) -> None:
    for number in range(many):
        mailbox.put(signals.SIGNALS, f"row-{number}", letter(number), giver=str(number))


def test_the_post_goes_once_a_week():
    put_in(5)

    assert jobs.post(date(2026, 11, 23)) == 5
    assert Signal.objects.count() == 5

    put_in(6)
    assert jobs.post(date(2026, 11, 29)) == 0
    assert jobs.post(date(2026, 11, 30)) == 6


def test_too_few_wait_for_the_next_week_and_not_for_the_fifth():
    put_in(4)
    assert jobs.post(date(2026, 11, 23)) == 0

    put_in(5)
    assert jobs.post(date(2026, 11, 24)) == 0
    assert Letter.objects.count() == 5
    assert jobs.post(date(2026, 11, 30)) == 5


def test_a_machine_that_was_off_for_weeks_posts_when_it_is_back():
    put_in(5)
    jobs.post(date(2026, 11, 2))
    put_in(5)

    assert jobs.post(date(2026, 11, 26)) == 5


@pytest.mark.parametrize(
    ("today", "heard", "numbers"),
    [
        (date(2026, 10, 7), ["2026-07", "2026-08"], ["2026Q1", "2026Q2"]),
        (date(2026, 10, 8), ["2026-07", "2026-08", "2026-09"], ["2026Q1", "2026Q2", "2026Q3"]),
        (date(2027, 1, 8), ["2026-10", "2026-11", "2026-12"], ["2026Q2", "2026Q3", "2026Q4"]),
        (date(2027, 1, 7), ["2026-10", "2026-11"], ["2026Q2", "2026Q3"]),
    ],
)
def test_numbers_are_due_from_the_eighth(today, heard, numbers):
    assert list(last_ended(today, quarters=False, many=3)) == heard
    assert list(last_ended(today, quarters=True, many=3)) == numbers


def test_periods_know_their_months():
    assert months("2026Q4") == ["2026-10", "2026-11", "2026-12"]
    assert year_until("2026-03")[0::11] == ["2025-04", "2026-03"]
    assert release_day("2026Q4") == date(2027, 1, 8)


def test_what_is_due_is_released_and_not_a_second_time(city):
    for month in ("2026-07", "2026-08", "2026-09"):
        voices(40, "no_bus", "kaai", month)
    today = date(2026, 10, 8)

    assert jobs.release_what_was_heard(today) == jobs.release_numbers(today) == 3
    assert jobs.release_what_was_heard(today) == jobs.release_numbers(today) == 0
    made = Release.objects.exclude(question="areas")
    assert set(made.values_list("question", "period")) == {
        ("heard", "2026-07"), ("heard", "2026-08"), ("heard", "2026-09"),
        ("numbers", "2026Q1"), ("numbers", "2026Q2"), ("numbers", "2026Q3"),
    }  # fmt: skip
    told = Cell.objects.filter(about="no_bus").values_list("release__question", "release__period")
    assert set(told) == set(made.values_list("question", "period")) - {
        ("numbers", "2026Q1"), ("numbers", "2026Q2"),
    }  # fmt: skip


@pytest.mark.parametrize("many", [0, 1, 9])
def test_releases_are_made_whether_anyone_spoke_or_not(city, many):
    """One that waited for the first voice would tell that it came."""
    voices(many, "no_bus", "kaai", "2026-09")
    today = date(2026, 10, 8)

    did = jobs.release_what_was_heard, jobs.release_numbers, jobs.release_fits, jobs.release_did
    assert [job(today) for job in did] == [3, 3, 3, 3]
    assert [job(today) for job in did] == [0, 0, 0, 0]


def test_of_a_time_without_areas_nothing_is_released(city):
    assert jobs.release_what_was_heard(date(2026, 2, 8)) == 1
    assert jobs.release_numbers(date(2026, 2, 8)) == 0


def test_all_of_it_is_in_the_nightly_work(city, capsys):
    assert jobs.run(once=True) == 0

    said = capsys.readouterr().out
    done = [line.rpartition(": ")[0] for line in said.splitlines()]
    assert done == [
        "post", "release what was heard", "release numbers", "release what fits",
        "release what it did", "forget what was taken back", "forget what is old",
        "forget what ended", "sweep orphan keys", "anchor the look-log",
    ]  # fmt: skip


# ------------------------------------------------------------------------------- what is long ago


def said_and_answered(month: str) -> None:
    """A voice, the sentence given along, and an answer of this month."""
    [one] = voices(1, "no_bus", "kaai", month)
    Sentence.objects.create(token=one.token, theme="no_bus", area="kaai", month=month, sealed=b"")
    Answer.objects.create(token=uuid4().hex, about=uuid4(), question="did", month=month)


@pytest.mark.parametrize(
    ("today", "kept"),
    [
        (date(2026, 11, 30), ["2023-12", "2026-11"]),
        (date(2026, 12, 1), ["2026-11"]),
        (date(2026, 10, 31), ["2023-11", "2023-12", "2026-11"]),
        (date(2029, 11, 1), []),
    ],
)
def test_what_nobody_can_find_back_is_forgotten(db, today, kept):
    for month in ("2023-11", "2023-12", "2026-11"):
        said_and_answered(month)
    if not kept:
        Signal.objects.all().update(raised_by="worker")

    assert jobs.forget_what_is_old(today) == 3 * (3 - len(kept))
    assert jobs.forget_what_is_old(today) == 0

    for model in (Signal, Sentence, Answer):
        assert sorted(model.objects.values_list("month", flat=True)) == kept


def test_what_someone_can_find_back_is_kept_and_nothing_else():
    """The page of a person and the nightly work agree to the month."""
    today = date(2026, 11, 30)
    found = signalling.months_since(date(2000, 1, 1), today)
    voices(1, "no_bus", "kaai", found[-1])
    voices(1, "no_bus", "kaai", "2023-11")

    jobs.forget_what_is_old(today)

    assert [one.month for one in Signal.objects.all()] == [found[-1]] == ["2023-12"]


# ------------------------------------------------------------------------------- areas from a file


def test_areas_are_taken_in_from_a_file(tmp_path, capsys):
    file = tmp_path / "areas.geojson"
    file.write_text(squares(["kaai", "molenwijk"]))

    assert command.main(["areas", str(file), "--from", "2026"]) == 0

    assert capsys.readouterr().out == "2 areas, from 1 January 2026\n"
    assert Division.objects.get().year == 2026
    assert set(Area.objects.values_list("code", flat=True)) == {"kaai", "molenwijk"}


@pytest.mark.parametrize(
    ("text", "year", "said"),
    [
        ("{", "2030", "this is not GeoJSON"),
        (squares([]), "2030", "names no areas"),
        (squares(["kaai"]), "2026", "areas change only at 1 January"),
        (None, "2030", "cannot be read"),
    ],
)
def test_what_is_wrong_with_areas_is_told_in_one_line(city, tmp_path, capsys, text, year, said):
    file = tmp_path / "areas.geojson"
    if text is not None:
        file.write_text(text)

    assert command.main(["areas", str(file), "--from", year]) == 2

    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("krachtlijn: ")
    assert told.count("\n") == 1


# -------------------------------------------------------------------------- nothing heavy at start


@pytest.mark.parametrize("module", ["krachtlijn.config.settings", "krachtlijn.config.wsgi"])
def test_starting_the_web_server_imports_nothing_that_counts(tmp_path, module):
    program = (
        f"import {module}, sys, django; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import krachtlijn.config.jobs;"
        "print(sorted({'duckdb', 'ibis', 'pyarrow', 'pandas', 'numpy'} & set(sys.modules)))"
    )
    ours = os.environ | {
        "DJANGO_SETTINGS_MODULE": "krachtlijn.config.settings", "KRACHTLIJN_DATA": str(tmp_path),
    }  # fmt: skip
    for name in ("KRACHTLIJN_DATABASE", "KRACHTLIJN_KEYS_DATABASE"):
        ours.pop(name, None)

    done = subprocess.run(
        [sys.executable, "-c", program], env=ours, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
