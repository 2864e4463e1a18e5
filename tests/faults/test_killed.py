"""Whatever was acknowledged is there after ``kill -9``, whole, and nothing is there by half."""

import json
import subprocess

import pytest

from tests.conftest import DATABASE, LONG

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("faults")]

ROUNDS = {"sqlite": 1000 if LONG else 50, "postgresql": 500 if LONG else 50}[DATABASE]
SEED = 20260302


def rounds_of(start, cluster, rounds: int, planted: str = "", kill_database_every: int = 0) -> dict:
    """Run so many rounds; the figures at the end."""
    process = start("rounds", str(rounds), str(SEED), planted, str(kill_database_every))
    said: dict = {}
    for line in process.stdout:
        said = json.loads(line)
        if said == {"kill": "database"}:
            cluster.kill()
            cluster.start()
            process.stdin.write("\n")
            process.stdin.flush()
    log = (process.data / "rounds.log").read_text()
    assert process.wait() == 0, log[-3000:]
    assert "Traceback" not in log, log[-3000:]
    return said


def test_of_all_that_was_acknowledged_nothing_is_lost_and_nothing_is_half(
    start, cluster, record_property
):
    figures = rounds_of(start, cluster, ROUNDS, kill_database_every=5 if cluster else 0)

    print(f"kill -9 on {DATABASE}: {json.dumps(figures)}")
    for name, value in figures.items():
        record_property(name, value)
    assert figures["rounds"] == ROUNDS
    assert figures["acknowledged"] > 5 * ROUNDS
    assert (figures["lost"], figures["half"], figures["broken"]) == (0, 0, 0)
    if cluster:
        assert figures["restarts"] == ROUNDS // 5
        check = [cluster.programs / "pg_amcheck", "--install-missing", "--all", "--heapallindexed"]
        where = ["-h", "127.0.0.1", "-p", str(cluster.port), "-U", "krachtlijn"]
        done = subprocess.run([*check, *where], check=False, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "")


def test_a_writer_that_acknowledges_too_early_is_found(start, cluster):
    assert rounds_of(start, cluster, 12, "told too early")["lost"] > 0


def test_verbs_without_a_transaction_are_found(start, cluster):
    assert rounds_of(start, cluster, 12, "no transaction")["half"] > 0
