"""Releases: made once, of people's own voices, above the floor, in the areas told this year."""

from datetime import date
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db.models import Count

from krachtlijn.community import barriers, counting, releases, signals
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Answer, Barrier, Cell, Move, Release, Signal
from krachtlijn.community.periods import NotAPeriod, day_after, months
from krachtlijn.community.releases import (
    NotOver,
    about_answer,
    release_did,
    release_fits,
    release_heard,
    release_numbers,
    told_areas,
)
from krachtlijn.config import jobs
from krachtlijn.organisations.areas import load_areas
from krachtlijn.organisations.codes import THEMES
from krachtlijn.privacy import budget
from krachtlijn.privacy.budget import Question, Spent
from tests.community.conftest import MONTH, ON, QUARTER, exactly, squares, voices
from tests.faults.planting import plant

pytestmark = pytest.mark.django_db

RELEASES = {"heard": (release_heard, MONTH), "numbers": (release_numbers, QUARTER)}


def numbers(quarter=QUARTER, on=ON, draw=exactly) -> dict:
    release = release_numbers(quarter, on=on, draw=draw)
    return told_in(release)


def told_in(release: Release) -> dict:
    return {(cell.area, cell.about): cell.number for cell in release.cells.all()}


def test_a_theme_is_told_from_ten_on_and_a_sensitive_one_from_fifteen(city):
    voices(10, "no_bus", "kaai")
    voices(9, "debts", "kaai")
    voices(15, "no_doctor", "kaai")
    voices(14, "wait_help", "kaai")

    assert numbers() == {("kaai", "no_bus"): 10, ("kaai", "no_doctor"): 15}


def test_what_a_worker_or_a_group_raised_does_not_count(city):
    voices(9, "no_bus", "kaai")
    voices(20, "no_bus", "kaai", raised_by="worker")
    voices(20, "no_bus", "kaai", raised_by="group")

    assert numbers() == {}


def test_a_quarter_holds_its_three_months_and_no_other(city):
    for month in ("2026-06", "2026-07", "2026-08", "2026-09", "2026-10"):
        voices(10, "no_bus", "kaai", month)

    assert numbers() == {("kaai", "no_bus"): 30}


def test_heard_says_that_enough_said_it_and_not_how_many(city):
    voices(40, "no_bus", "kaai")
    voices(10, "debts", "kaai", "2026-08")

    assert told_in(release_heard(MONTH, on=ON, draw=exactly)) == {("kaai", "no_bus"): None}


@pytest.mark.parametrize("question", RELEASES)
def test_the_same_question_about_the_same_period_is_refused(city, question):
    release, period = RELEASES[question]
    voices(30, "no_bus", "kaai")
    first = told_in(release(period, on=ON, draw=exactly))

    with pytest.raises(Spent):
        release(period, on=date(2026, 12, 1), draw=lambda epsilon: 5)

    assert Release.objects.filter(question=question).count() == 1
    assert told_in(Release.objects.get(question=question)) == first


def test_who_is_second_at_the_same_moment_is_refused_and_keeps_nothing(city, monkeypatch):
    voices(30, "no_bus", "kaai")
    plant(monkeypatch, releases._may, "Release.objects.filter", "Release.objects.none().filter")
    release_numbers(QUARTER, on=ON, draw=exactly)

    with pytest.raises(Spent):
        release_numbers(QUARTER, on=ON, draw=lambda epsilon: 3)

    told = Cell.objects.filter(release__question="numbers")
    assert [cell.number for cell in told] == [30]


def test_a_question_that_is_not_in_the_table_is_refused(city):
    with pytest.raises(Spent):
        releases._may("who", QUARTER, ON)


@pytest.mark.parametrize("question", RELEASES)
def test_a_period_that_is_not_over_is_refused(city, question):
    release, period = RELEASES[question]

    with pytest.raises(NotOver):
        release(period, on=date(2026, 9, 30))
    with pytest.raises(NotAPeriod):
        release("2026-13", on=ON)
    assert not Release.objects.exists()


def test_noise_is_drawn_once_for_every_theme_of_every_told_area(city):
    voices(12, "no_bus", "kaai")
    drawn = []

    def draw(epsilon):
        drawn.append(epsilon)
        return 1

    assert numbers(draw=draw) == {("kaai", "no_bus"): 13}
    areas, months_asked = 2, 3
    asked = ["areas"] * areas * months_asked + ["numbers"] * len(THEMES)
    assert drawn == [releases.epsilon_of(question) for question in asked]


def test_what_was_taken_back_is_gone_from_the_next_release_and_stays_in_the_one_before(city):
    given = voices(11, "no_bus", "kaai", "2026-09")
    release = release_numbers(QUARTER, on=ON, draw=exactly)
    Signal.objects.filter(token__in=[one.token for one in given[:2]]).delete()

    assert told_in(release) == {("kaai", "no_bus"): 11}
    assert told_in(release_heard(MONTH, on=ON, draw=exactly)) == {}


# --------------------------------------------------------------------------- areas and divisions


def test_an_area_is_told_about_for_twelve_months_from_one_that_was_loud_enough(city):
    voices(10, "no_bus", "kaai", "2026-02")
    voices(9, "no_bus", "molenwijk", "2026-02")
    for month in months("2026Q1"):
        release_heard(month, on=date(2026, 4, 8), draw=exactly)

    assert told_areas("2026-01") == []
    assert told_areas("2026-02") == told_areas("2027-01") == told_areas("2026Q4") == ["kaai"]
    assert told_areas("2027-02") == told_areas("2027Q1") == []


def test_an_area_comes_in_with_the_first_month_that_is_loud_enough(city):
    voices(30, "no_bus", "kaai", "2026-07")
    voices(9, "no_bus", "molenwijk", "2026-07")
    voices(4, "no_bus", "molenwijk", "2026-08")
    voices(6, "debts", "molenwijk", "2026-08")

    assert numbers() == {("kaai", "no_bus"): 30, ("molenwijk", "no_bus"): 13}


def test_in_an_area_that_was_never_loud_enough_nothing_is_told(city):
    for month in months(QUARTER):
        voices(9, "no_bus", "kaai", month)

    assert numbers() == {}


def test_every_area_has_its_noise_once_a_month_however_often_it_is_needed(city):
    drawn = []

    def draw(epsilon):
        drawn.append(epsilon)
        return 0

    release_heard("2026-07", on=ON, draw=draw)
    assert len(drawn) == 2  # nobody said a thing, and both areas have theirs
    numbers(draw=draw)
    release_heard("2026-08", on=ON, draw=draw)

    assert len(drawn) == 2 * 3
    assert list(Release.objects.filter(question="areas").values_list("period", flat=True)) == [
        "2026-07", "2026-08", "2026-09",
    ]  # fmt: skip


def test_the_noise_decides_whether_an_area_is_told_about(city):
    voices(9, "no_bus", "kaai", "2026-07")
    voices(10, "no_bus", "molenwijk", "2026-07")
    given = iter([1, -1])  # for kaai and for molenwijk, and then for every theme none

    release_heard("2026-07", on=ON, draw=lambda epsilon: next(given, 0))

    assert told_areas("2026-07") == ["kaai"]


def test_only_areas_of_the_division_of_its_first_day_are_released(city):
    load_areas(squares(["molenwijk", "haven"]), year=2027, today=date(2026, 10, 1))
    for area in ("kaai", "molenwijk", "haven"):
        voices(20, "no_bus", area, "2026-12")
        voices(20, "debts", area, "2027-01")

    before = release_numbers("2026Q4", on=date(2027, 1, 8), draw=exactly)
    after = release_numbers("2027Q1", on=date(2027, 4, 8), draw=exactly)

    assert (before.division.year, after.division.year) == (2026, 2027)
    assert told_in(before) == {("kaai", "no_bus"): 20, ("molenwijk", "no_bus"): 20}
    assert told_in(after) == {("haven", "debts"): 20, ("molenwijk", "debts"): 20}


# --------------------------------------------------------------------------------------- barriers


def test_what_is_heard_without_a_barrier_opens_one(city):
    voices(12, "no_bus", "kaai")

    release_heard(MONTH, on=ON, draw=exactly)

    barrier = Barrier.objects.get()
    assert (barrier.phase, barrier.opened) == ("bundled", ON)
    assert [(move.what, move.who, move.on) for move in barrier.moves.all()] == [
        (what, "Krachtlijn", ON) for what in ("notice", "collect", "bundle")
    ]
    scope = barrier.scopes.get()
    assert (scope.theme, scope.area, scope.level) == ("no_bus", "kaai", "")


def test_barriers_that_an_interrupted_night_left_unopened_are_opened_the_next(city, monkeypatch):
    voices(12, "no_bus", "kaai")
    voices(12, "debts", "kaai")
    with monkeypatch.context() as patched:
        patched.setattr(releases, "open_barriers", lambda release: None)
        release_heard(MONTH, on=ON, draw=exactly)
    assert not Barrier.objects.exists()

    jobs.release_what_was_heard(ON)
    jobs.release_what_was_heard(ON)

    assert Barrier.objects.count() == 2
    assert Move.objects.count() == 6


def test_a_barrier_that_runs_is_left_to_the_people(city):
    worker = Acting("Een huis", frozenset({"worker"}), date(2026, 9, 1))
    running = barriers.notice("no_bus", "kaai", "We horen dit.", by=worker)
    voices(12, "no_bus", "kaai")

    release_heard(MONTH, on=ON, draw=exactly)

    assert Barrier.objects.get() == running
    assert Barrier.objects.get().phase == "noticed"


def closed(on: date) -> Barrier:
    barrier = Barrier.objects.create(phase="feedback", opened=date(2026, 1, 1), closed=on)
    barrier.scopes.create(theme="no_bus", area="kaai")
    return barrier


def test_a_closed_barrier_that_is_heard_again_opens_and_says_so(city):
    barrier = closed(date(2026, 8, 31))
    voices(12, "no_bus", "kaai")

    release_heard(MONTH, on=ON, draw=exactly)

    barrier.refresh_from_db()
    assert (barrier.phase, barrier.closed, barrier.said_again) == ("bundled", None, ON)
    assert barrier.moves.get().what == "reopen"


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 9, 20)])
def test_what_was_said_before_it_was_closed_does_not_open_it_again(city, day):
    barrier = closed(day)
    voices(12, "no_bus", "kaai")

    release_heard(MONTH, on=ON, draw=exactly)

    barrier.refresh_from_db()
    assert barrier.closed == day


def test_two_that_went_on_as_one_are_reopened_as_one(city):
    into = closed(date(2026, 8, 1))
    merged = Barrier.objects.create(phase="noticed", opened=date(2026, 1, 1), merged_into=into)
    into.scopes.create(theme="debts", area="kaai")
    voices(12, "debts", "kaai")

    release_heard(MONTH, on=ON, draw=exactly)

    into.refresh_from_db()
    assert into.said_again == ON
    assert Barrier.objects.count() == 2
    assert not merged.moves.exists()


def test_a_part_that_went_by_itself_reopens_too(city):
    whole, part = closed(date(2026, 8, 1)), Barrier.objects.create(
        phase="feedback", opened=date(2026, 1, 1), closed=date(2026, 8, 2)
    )  # fmt: skip
    running = Barrier.objects.create(phase="reported", opened=date(2026, 1, 1))
    late = Barrier.objects.create(
        phase="feedback", opened=date(2026, 1, 1), closed=date(2026, 9, 2)
    )
    for one, level in ((part, "macro"), (running, "meso"), (late, "micro")):
        one.scopes.create(theme="no_bus", area="kaai", level=level)
    voices(12, "no_bus", "kaai")

    release_heard(MONTH, on=ON, draw=exactly)

    again = Barrier.objects.filter(said_again=ON)
    assert set(again) == {whole, part}
    assert not running.moves.exists()


# ------------------------------------------------------------------------------------- what fits


def answer(about, *codes, month="2026-09", question="fits"):
    token = uuid4().hex
    return Answer(token=token, about=about, question=question, said=list(codes), month=month)


def test_what_people_find_of_a_possibility_is_told_for_each_answer(db):
    one, other = uuid4(), uuid4()
    Answer.objects.bulk_create(
        [answer(one, "real", "feasible") for _ in range(9)]
        + [answer(one, "real", month="2026-04")]  # the first month of the half year
        + [answer(one, "feasible", month=month) for month in ("2026-10", "2026-03")]
        + [answer(other, "real") for _ in range(9)]
        + [answer(other, "real", question="did")]
    )

    release = release_fits(QUARTER, on=ON, draw=exactly)

    assert told_in(release) == {("", f"{one}:real"): 10}
    with pytest.raises(Spent):
        release_fits(QUARTER, on=ON)


def test_what_hurts_has_a_higher_floor_when_people_answer_too(db):
    mild, hurts = uuid4(), uuid4()
    for about in (mild, hurts):
        Answer.objects.bulk_create(answer(about, "real") for _ in range(14))

    release = release_fits(QUARTER, on=ON, sensitive=[hurts], draw=exactly)

    assert told_in(release) == {("", f"{mild}:real"): 14}


def test_every_possibility_there_is_gets_its_noise_also_those_nobody_answered_about(db):
    drawn = []
    Answer.objects.bulk_create([answer(uuid4(), "real", "real", "unknown") for _ in range(3)])

    release = release_fits(
        QUARTER, on=ON, among=[uuid4(), uuid4()], draw=lambda epsilon: drawn.append(epsilon) or 0
    )

    assert len(drawn) == 2 * 3
    assert told_in(release) == {}


# ---------------------------------------------------------------------------------- what it did


def told_back(on: date, theme: str = "no_bus") -> Barrier:
    barrier = Barrier.objects.create(phase="feedback", opened=date(2026, 1, 1))
    barrier.scopes.create(theme=theme, area="kaai")
    barrier.moves.create(what="tell_back", on=on, who="De groep", said="Het is er.")
    return barrier


def did(barrier: Barrier, many: int, code: str, month: str = "2026-09") -> None:
    Answer.objects.bulk_create(
        answer(barrier.pk, code, month=month, question="did") for _ in range(many)
    )


def test_what_it_did_is_told_from_ten_on_and_from_fifteen_where_it_hurts(db):
    mild, hurts = told_back(date(2026, 9, 1)), told_back(date(2026, 9, 1), "no_doctor")
    for barrier in (mild, hurts):
        did(barrier, 10, "yes")
        did(barrier, 9, "a_bit")
        did(barrier, 15, "no")

    release = release_did(QUARTER, on=ON, draw=exactly)

    assert told_in(release) == {
        ("", f"{mild.pk}:yes"): 10, ("", f"{mild.pk}:no"): 15, ("", f"{hurts.pk}:no"): 15,
    }  # fmt: skip
    with pytest.raises(Spent):
        release_did(QUARTER, on=ON)
    with pytest.raises(NotOver):
        release_did("2026Q4", on=ON)


@pytest.mark.parametrize(
    ("on", "is_in"),
    [("2026-03-31", False), ("2026-04-01", True), ("2026-09-30", True), ("2026-10-01", False)],
)
def test_noise_is_drawn_for_every_barrier_told_back_in_the_half_year_and_no_other(db, on, is_in):
    barrier, drawn = told_back(date.fromisoformat(on)), []
    did(barrier, 30, "yes")

    release = release_did(QUARTER, on=ON, draw=lambda epsilon: drawn.append(epsilon) or 0)

    assert drawn == [releases.epsilon_of("did")] * (len(releases.DOING) if is_in else 0)
    assert told_in(release) == ({("", f"{barrier.pk}:yes"): 30} if is_in else {})


@pytest.mark.parametrize(
    ("today", "counted"), [("2026-09-30", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_nothing_is_asked_that_no_release_will_count(today, counted):
    assert releases.is_counted(date(2026, 9, 1), today=date.fromisoformat(today)) is counted


def test_one_voice_stands_in_two_releases_whenever_it_is_changed(db):
    """As the budget says. Each quarter the same person says something else; all of it is posted."""
    one, quarters = uuid4(), [f"{year}Q{at}" for year in (2026, 2027) for at in (1, 2, 3, 4)]
    letter = {"token": "t", "question": "fits", "about": str(one)}
    told = []
    for at, quarter in enumerate(quarters):
        code, month = releases.FITTING[at % 3], months(quarter)[0]
        signals._deliver_answers([letter | {"said": [code], "month": month}])
        release = release_fits(quarter, on=day_after(quarter), draw=lambda epsilon: 9)
        told.append([about for (_area, about) in told_in(release) if is_loud(release, about)])

    assert told == [[about_answer(one, code)] if code else [] for code in (
        "real", "meaningful", None, None, "meaningful", "feasible", None, None,
    )]  # fmt: skip


def is_loud(release: Release, about: str) -> bool:
    return release.cells.get(about=about).number == 10


def test_answers_are_about_no_area(city):
    told_back(date(2026, 9, 1))
    release_did(QUARTER, on=ON, draw=exactly)
    release_fits(QUARTER, on=ON, draw=exactly)

    assert not Release.objects.filter(question="areas").exists()


# -------------------------------------------------------------------------- no more than was agreed


@pytest.mark.parametrize(
    ("release", "first", "again"),
    [
        (release_heard, "2026-08", QUARTER),
        (release_heard, QUARTER, "2026-08"),
        (release_numbers, QUARTER, "2026-08"),
        (release_numbers, "2026-09", QUARTER),
    ],
)
def test_no_voice_stands_in_two_answers_to_one_question(city, release, first, again):
    voices(12, "no_bus", "kaai", "2026-08")
    release(first, on=ON, draw=exactly)
    told = Release.objects.count(), Cell.objects.count()

    with pytest.raises(Spent, match="a year tells no more"):
        release(again, on=ON, draw=exactly)

    assert (Release.objects.count(), Cell.objects.count()) == told


def test_a_voice_that_a_planted_bug_would_count_twice(city, monkeypatch):
    plant(monkeypatch, releases._may, "demand_room(", "(lambda *what: None)(")
    voices(12, "no_bus", "kaai", "2026-08")
    release_heard("2026-08", on=ON, draw=exactly)

    release_heard(QUARTER, on=ON, draw=exactly)

    assert Cell.objects.filter(release__question="heard", about="no_bus").count() == 2


def test_when_the_table_costs_more_than_was_agreed_nothing_is_released(city, monkeypatch):
    voices(12, "no_bus", "kaai")
    more = Question("Who said it?", Fraction(1, 2), 4)
    monkeypatch.setitem(budget.BUDGET, "who", more)

    for release, period in RELEASES.values():
        with pytest.raises(Spent, match="12 a year, and 10 was agreed"):
            release(period, on=ON, draw=exactly)

    assert not Release.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_release_needs_no_transaction_around_it(transactional_db):
    load_areas(squares(["kaai"]), year=2026, today=date(2025, 1, 1))
    voices(12, "no_bus", "kaai")

    assert told_in(release_heard(MONTH, on=ON, draw=exactly)) == {("kaai", "no_bus"): None}


# --------------------------------------------------------------------------------------- counting


def test_counting_beside_the_database_gives_what_the_database_counts(city, monkeypatch):
    monkeypatch.setattr(counting, "CHUNK", 7)  # many chunks, each with words of its own
    for number, theme in enumerate(THEMES):
        voices(number, theme, "kaai")
        voices(2 * number % 5, theme, "molenwijk", "2026-08")
    rows = Signal.objects.all()

    found = counting.count(rows, "area", "theme")

    plain = rows.values_list("area", "theme").annotate(number=Count("pk"))
    assert found == {(area, theme): number for area, theme, number in plain}
    assert len(found) > 40


def test_counting_nothing_is_no_error(db):
    assert counting.count(Signal.objects.all(), "area", "theme") == {}


def test_the_rows_are_gone_from_the_disk_afterwards_also_after_an_error(
    city, monkeypatch, tmp_path
):
    monkeypatch.setattr(counting.tempfile, "tempdir", str(tmp_path))
    voices(3, "no_bus", "kaai")
    seen = []

    def fails(folder, columns):
        seen.extend((path.name, path.parent.stat().st_mode & 0o777) for path in folder.iterdir())
        raise OSError("no room")

    monkeypatch.setattr(counting, "_counted", fails)
    with pytest.raises(OSError, match="no room"):
        counting.count(Signal.objects.all(), "area")

    assert seen == [("rows.parquet", 0o700)]
    assert list(tmp_path.iterdir()) == []


def test_duckdb_reaches_for_nothing_outside_its_folder(tmp_path):
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    (tmp_path / "inside").mkdir()
    engine = counting._engine(tmp_path / "inside")

    for forbidden in (
        f"SELECT * FROM read_csv('{outside}')",
        f"COPY (SELECT 1) TO '{tmp_path / 'written.csv'}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM 'https://127.0.0.1:9/x.parquet'",
        "SET enable_external_access = true",
        "SET autoinstall_known_extensions = true",
    ):
        with pytest.raises(Exception, match=r"(?i)permission|disabled|locked|cannot"):
            engine.raw_sql(forbidden)
    engine.disconnect()
