"""A PostgreSQL of a test's own, that may be killed and must come back."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests.run import answers, free_port, postgres_bin, postgres_runner, stop_postgres


class Cluster:
    def __init__(self):
        self.programs = postgres_bin()
        assert self.programs, "PostgreSQL is not installed; ./krachtlijn test installs it"
        # In /tmp whatever TMPDIR says: a socket's path must be short.
        self.place = Path(tempfile.mkdtemp(prefix="krachtlijn-fault-", dir="/tmp"))
        self.data = self.place / "data"
        self.runner = postgres_runner(self.place)
        how = ["-U", "krachtlijn", "-A", "trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        subprocess.run(
            [str(self.programs / "initdb"), "-D", str(self.data), *how],
            check=True,
            capture_output=True,
            **self.runner,
        )
        self.port = free_port()
        self.address = f"postgresql://krachtlijn@127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Starts it, also after a kill: what the killed one left may keep it for a moment."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            # Where nobody collects dead processes its number may look alive for ever.
            for lock in [*self.place.glob(".s.PGSQL.*"), self.data / "postmaster.pid"]:
                lock.unlink(missing_ok=True)
            how = f"-p {self.port} -k {self.place} -h 127.0.0.1 -c fsync=on -N 100".split()
            with (self.place / "log").open("ab") as log:
                self.server = subprocess.Popen(
                    [str(self.programs / "postgres"), "-D", str(self.data), *how],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    **self.runner,
                )
            if answers(self.address, self.server):
                return
        raise AssertionError(f"it did not come back: {(self.place / 'log').read_text()[-2000:]}")

    def kill(self) -> None:
        """As when the power of the database's machine is cut off, but for what the disk has."""
        backends = self.children()
        self.server.kill()
        self.server.wait()
        for pid in backends:
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        # They may not live on beside the next one.
        while any(Path(f"/proc/{pid}").exists() and not is_dead(pid) for pid in backends):
            time.sleep(0.01)

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        return [int(pid) for pid in listed.read_text().split()]

    def make_database(self, name: str) -> str:
        import psycopg

        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{self.address}/{name}"

    def stop(self) -> None:
        stop_postgres(self.server)
        shutil.rmtree(self.place, ignore_errors=True)


def is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return True
