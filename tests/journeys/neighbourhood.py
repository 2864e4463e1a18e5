"""The demo, served as people start it, for the journeys that only look around in it."""

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KRACHTLIJN = Path(sys.executable).with_name("krachtlijn")
PLAYED = re.compile(r"^(?P<name>\S+)  +(?P<role>\S+)  +(?P<address>http://\S+)$")
PIN = re.compile(r"^# (?P<name>\S+)'s PIN: (?P<pin>\d{6})$")


@dataclass
class Waterdam:
    """Where the demo is served, and how each of its cast comes in."""

    url: str
    folder: Path
    doors: dict[str, str]
    pins: dict[str, str]

    def card_of(self, name: str) -> str:
        cards = json.loads((self.folder / "demo-cards.json").read_text(encoding="utf-8"))
        return cards[name.lower()]


@contextmanager
def served(folder: Path):
    """Served from this folder until it is no longer needed."""
    port = free_port()
    with (folder / "told").open("w+", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            [str(KRACHTLIJN), "demo", "--port", str(port), "--data", str(folder / "data")],
            env=own_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            start_new_session=True,
        )
        try:
            doors, pins = told(process)
            if not doors or len(pins) < len(doors):
                complaints.seek(0)
                raise RuntimeError(f"the demo did not start: {complaints.read()}")
            yield Waterdam(f"http://127.0.0.1:{port}", folder / "data", doors, pins)
        finally:
            end(process)


def own_environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KRACHTLIJN_", "DJANGO_"))
    }


def told(process) -> tuple[dict[str, str], dict[str, str]]:
    """What the demo prints when it is ready: one address and one PIN per person."""
    doors: dict[str, str] = {}
    pins: dict[str, str] = {}
    for line in process.stdout:
        if found := PLAYED.match(line.rstrip()):
            doors[found["name"]] = found["address"]
        elif found := PIN.match(line.rstrip()):
            pins[found["name"]] = found["pin"]
            if len(pins) == len(doors):
                break
    return doors, pins


def end(process) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
