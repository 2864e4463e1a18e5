"""The neighbourhood's page with few and with many signals, and a release beside a bare group-by.

Each world lives in a folder and a process of its own. They are measured in turn, so that whatever
else the machine does weighs on both. The filling goes on where it stopped when ``data`` is kept.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

FEW, MANY, LONG = 1_000, 50_000, 10_000_000
ROUNDS = 9
# What has to hold.
PAGE_AT_MOST, RELEASE_AT_MOST = 1.25, 3.0
RELEASE_FROM = 1_000_000


def bench_loop(*, many: int | None, long: bool, data: Path | None) -> int:
    """Fill both worlds, measure them in turn, print the figures; 1 when a bound does not hold."""
    many = many or (LONG if long else MANY)
    folder = data or Path(tempfile.mkdtemp(prefix="krachtlijn-bench-"))
    try:
        with ExitStack() as worlds:
            small = worlds.enter_context(World(folder / "few", FEW))
            large = worlds.enter_context(World(folder / f"many-{many}", many))
            print(
                f"{time.strftime('%Y-%m-%d')}: {FEW:,} and {many:,} signals in 600 areas",
                flush=True,
            )
            page = pages(small, large)
            release = releases(large)
    finally:
        if data is None:
            shutil.rmtree(folder, ignore_errors=True)
    # With few signals a release is mostly its start: loading what counts, drawing the noise.
    judged = many >= RELEASE_FROM
    return 1 if page > PAGE_AT_MOST or (judged and release > RELEASE_AT_MOST) else 0


class World:
    """A process that has filled its database, and answers how long something took."""

    def __init__(self, folder: Path, signals: int):
        folder.mkdir(parents=True, exist_ok=True)
        ours = {name: value for name, value in os.environ.items() if "KRACHTLIJN_" not in name}
        ours |= {"KRACHTLIJN_DATA": str(folder)}
        ours |= {"DJANGO_SETTINGS_MODULE": "krachtlijn.config.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "krachtlijn.bench.world", str(signals)],
            env=ours,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.told()

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *what) -> None:
        self.process.kill()
        self.process.communicate()

    def ask(self, what: str) -> dict:
        assert self.process.stdin is not None
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return self.told()

    def told(self) -> dict:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the bench stopped: what went wrong stands above")
        return json.loads(line)


def pages(small: World, large: World) -> float:
    """The page of one neighbourhood in both worlds; the ratio of the medians of the rounds."""
    for world in (small, large):
        world.ask("page")  # warm
    rounds = [(small.ask("page"), large.ask("page")) for _ in range(ROUNDS)]
    few, many = ([one[side]["p50"] * 1000 for one in rounds] for side in (0, 1))
    ratios = [b / a for a, b in zip(few, many, strict=True)]
    asked = {one["queries"] for pair in rounds for one in pair}
    shown = {one["bytes"] // 1024 for pair in rounds for one in pair}
    print(f"page p50, {ROUNDS} rounds in turn: {middle(few)} ms and {middle(many)} ms")
    print(
        f"  ratio {middle(ratios)}; questions to the database {sorted(asked)}, KiB {sorted(shown)}"
    )
    return statistics.median(ratios)


def releases(large: World) -> float:
    """Full quarterly releases beside the bare group-by of the same rows; the median ratio."""
    quarters = large.ask("quarters")["quarters"]
    rounds = [large.ask(f"release {quarter}") for quarter in quarters]
    bare = [one["bare"] for one in rounds]
    full = [one["full"] for one in rounds]
    ratios = [b / a for a, b in zip(bare, full, strict=True)]
    voices = sum(one["voices"] for one in rounds) // len(rounds)
    print(f"release of a quarter, {len(rounds)} quarters of about {voices:,} voices:")
    print(
        f"  bare group-by {middle(bare)} s, full release {middle(full)} s, ratio {middle(ratios)}"
    )
    return statistics.median(ratios)


def middle(figures: list[float]) -> str:
    """The median, with the range."""
    return f"{statistics.median(figures):.2f} ({min(figures):.2f}-{max(figures):.2f})"
