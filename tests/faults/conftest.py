import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATABASE
from tests.faults.cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def cluster():
    """A cluster of these tests alone; nothing on SQLite."""
    if DATABASE != "postgresql":
        yield None
        return
    made = Cluster()
    yield made
    made.stop()


@pytest.fixture
def start(cluster, tmp_path, request):
    """Start one of the programs of this folder on a data folder, and a database, of its own."""
    started = []

    def start(program: str, *arguments: str, **environment: str) -> subprocess.Popen:
        ours = {name: value for name, value in os.environ.items() if "KRACHTLIJN" not in name}
        ours |= {"DJANGO_SETTINGS_MODULE": "krachtlijn.config.settings", "PYTHONPATH": str(ROOT)}
        ours |= {"KRACHTLIJN_DATA": str(tmp_path / "data")} | environment
        if cluster:
            # The keys stay in a file of their own, as where one host runs it all.
            name = f"fault_{len(started)}_{os.urandom(4).hex()}"
            ours["KRACHTLIJN_DATABASE"] = cluster.make_database(name)
        (tmp_path / "data").mkdir(exist_ok=True)
        with (tmp_path / "data" / f"{program}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"tests.faults.{program}", *arguments],
                cwd=ROOT,
                env=ours,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        process.data = tmp_path / "data"
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
