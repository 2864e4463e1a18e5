"""One world of the bench: fills a database with signals, then does what it is asked, line by line."""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice

import django

AREAS, BATCH, PAGES = 600, 20_000, 40
WIDE = 25  # areas in a row of the map
HERE = "wijk-1"  # the area whose page is measured, with the same voices in every world
SAME = 1_000
QUICK = " PRAGMA synchronous=OFF; PRAGMA cache_size=-2000000; PRAGMA wal_autocheckpoint=50000;"


def main() -> None:
    django.setup()
    from krachtlijn.config.starting import bring_up_to_date

    with quick_writes():
        bring_up_to_date()
        fill(int(sys.argv[1]))
    answer(ready=True)
    asked: dict[str, Callable[..., dict]] = {"page": page, "quarters": quarters, "release": release}
    for line in sys.stdin:
        what, *more = line.split()
        answer(**asked[what](*more))


def answer(**told) -> None:
    print(json.dumps(told), flush=True)


@contextmanager
def quick_writes():
    """While filling, nothing waits for the disk; what is lost is made again."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    before = options.get("init_command")
    if before:
        options["init_command"] = before + QUICK
    connection.close()
    yield
    if before:
        options["init_command"] = before
    connection.close()


# ------------------------------------------------------------------------------------ the generator


def fill(many: int) -> None:
    """Areas, signals in batches, and the releases the page reads; goes on where it stopped."""
    from django.utils import timezone

    from krachtlijn.community.models import Release, Signal
    from krachtlijn.community.periods import last_ended, months
    from krachtlijn.community.releases import HEARD, NUMBERS, release_heard, release_numbers
    from krachtlijn.organisations.areas import load_areas
    from krachtlijn.organisations.models import Division

    today = timezone.localdate()
    periods = list(last_ended(today, quarters=True, many=4))
    if not Division.objects.exists():
        load_areas(city(), year=int(periods[0][:4]), today=today)
    whole = [month for quarter in periods for month in months(quarter)]
    done = Signal.objects.count()
    rest = islice(signals(many, whole), done, None)
    began = time.monotonic()
    with_index(Signal, done == many)
    while batch := list(islice(rest, BATCH)):
        Signal.objects.bulk_create(batch)
        done += len(batch)
        if done % (25 * BATCH) == 0 or done == many:
            say(f"{done:,} of {many:,} signals, {time.monotonic() - began:.0f} s")
    with_index(Signal, True)
    for question, make, period in (
        (HEARD, release_heard, whole[-1]),
        (NUMBERS, release_numbers, periods[-1]),
    ):
        if not Release.objects.filter(question=question, period=period).exists():
            began = time.monotonic()
            told = make(period, on=today, draw=lambda epsilon: 0).cells.count()
            say(f"{question} of {period}: {told:,} cells, {time.monotonic() - began:.1f} s")


def with_index(model, wanted: bool) -> None:
    """With its index or without: made afterwards, in one go, it costs a tenth."""
    from django.db import DatabaseError, connection

    with suppress(DatabaseError), connection.schema_editor() as editor:  # it is so already
        (editor.add_index if wanted else editor.remove_index)(model, model._meta.indexes[0])


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def signals(many: int, months: list[str]) -> Iterator:
    """So many signals, in the order of their tokens; the same every time.

    The first thousand are one neighbourhood's, of the last month; the others lie evenly over all.
    """
    from krachtlijn.community.models import Signal
    from krachtlijn.organisations.codes import LEVEL, THEMES

    themes, levels = list(THEMES), list(LEVEL)
    for number in range(many):
        if number % BATCH == 0:
            chance = random.Random(number)
        same = number < SAME
        theme = themes[number % len(themes)] if same else chance.choice(themes)
        area = HERE if same else f"wijk-{chance.randrange(AREAS) + 1}"
        yield Signal(
            token=f"{(number << 64) // many:016x}{chance.getrandbits(192):048x}",
            theme=theme,
            level=chance.choice(levels),
            mechanism=THEMES[theme].mechanism,
            domain=THEMES[theme].domain,
            area=area,
            month=months[-1] if same else chance.choice(months),
            raised_by="worker" if not same and chance.random() < 0.05 else "person",
        )


def city() -> str:
    """Six hundred squares."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "source": "made up for the bench",
            "features": [square(number) for number in range(AREAS)],
        }
    )


def square(number: int) -> dict:
    y, x = divmod(number, WIDE)
    ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    return {
        "type": "Feature",
        "id": f"wijk-{number + 1}",
        "properties": {"name": f"Wijk {number + 1}", "city": "Waterdam"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


# ------------------------------------------------------------------------------- what is measured


def page() -> dict:
    """The page of the neighbourhood, asked for some tens of times by someone who is not signed in."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client, address = Client(headers={"host": "127.0.0.1"}), reverse("area", args=[HERE])
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(address)
    queries = len(asked.captured_queries)
    assert shown.status_code == 200, shown.status_code
    took = []
    for _ in range(PAGES):
        began = time.perf_counter()
        client.get(address)
        took.append(time.perf_counter() - began)
    return {"p50": statistics.median(took), "queries": queries, "bytes": len(shown.content)}


def quarters() -> dict:
    """Those that can be released."""
    from django.utils import timezone

    from krachtlijn.community.periods import last_ended

    return {"quarters": list(last_ended(timezone.localdate(), quarters=True, many=4))}


def release(quarter: str) -> dict:
    """A quarter counted by the database alone, and then released in full."""
    from django.db.models import Count
    from django.utils import timezone

    from krachtlijn.community.models import Release, Signal
    from krachtlijn.community.periods import months
    from krachtlijn.community.releases import NUMBERS, release_numbers

    Release.objects.filter(question=NUMBERS, period=quarter).delete()
    voices = Signal.objects.filter(raised_by="person", month__in=months(quarter))
    began = time.perf_counter()
    plain = list(voices.values_list("area", "theme").annotate(number=Count("pk")))
    between = time.perf_counter()
    release_numbers(quarter, on=timezone.localdate())
    ended = time.perf_counter()
    many = sum(number for _area, _theme, number in plain)
    return {"bare": between - began, "full": ended - between, "voices": many}


if __name__ == "__main__":
    main()
