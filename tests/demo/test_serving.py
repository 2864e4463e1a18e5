import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from krachtlijn.demo.words import CAST

KRACHTLIJN = Path(sys.executable).with_name("krachtlijn")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo(tmp_path, *words: str, ready: bool = True):
    """The command as people start it, with its temporary folders under ``tmp_path``."""
    # An installation on the same machine, which the demo must leave alone.
    other = {"KRACHTLIJN_DATABASE": "postgresql://nobody@127.0.0.1:1/real", "KRACHTLIJN_HTTPS": "1"}
    with subprocess.Popen(
        [str(KRACHTLIJN), "demo", *words],
        env=os.environ | other | {"TMPDIR": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            process.lines = []
            while ready and len(process.lines) < len(CAST):
                line = process.stdout.readline()
                assert line, process.stderr.read()
                process.lines.append(line.rstrip("\n"))
            yield process
        finally:
            process.kill()


def ask(address: str, **headers):
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def is_gone(port: int, folder: Path) -> bool:
    """Nothing listens any more, and the temporary folder is no longer there."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) and not list(folder.iterdir()):
                return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_demo_tells_who_can_be_played_and_stops_when_told(tmp_path, how):
    port = free_port()
    with demo(tmp_path, "--port", str(port), "--scale", "2") as process:
        rows = [re.split(r" {2,}", line) for line in process.lines]
        assert [row[:2] for row in rows] == [[one.name.split()[0], one.role] for one in CAST]
        for _name, _role, address in rows:
            for _time in range(2):
                answer, _body = ask(address)
                assert (answer.status, answer.headers["Location"]) == (302, "/")
                cookies = " ".join(answer.headers.get_all("Set-Cookie"))
                assert "session=" in cookies
                assert "csrftoken=" in cookies
                assert "Secure" not in cookies

        process.send_signal(how)

        assert process.wait(5) == 0
        assert is_gone(port, tmp_path)


def test_a_demo_that_is_killed_leaves_nothing_running(tmp_path):
    port = free_port()
    with demo(tmp_path, "--port", str(port), "--scale", "0") as process:
        process.kill()

        assert process.wait(5) == -signal.SIGKILL
        assert is_gone(port, tmp_path)


def test_a_demo_that_is_stopped_while_it_fills_leaves_nothing(tmp_path):
    port = free_port()
    with demo(tmp_path, "--port", str(port), "--scale", "50000", ready=False) as process:
        until = time.monotonic() + 20
        while not list(tmp_path.glob("*/krachtlijn.sqlite3")) and time.monotonic() < until:
            time.sleep(0.05)

        process.send_signal(signal.SIGTERM)

        assert process.wait(5) == 128 + signal.SIGTERM
        assert is_gone(port, tmp_path)


def test_a_demo_in_a_folder_of_ones_own_is_there_again_tomorrow(tmp_path):
    kept, passing, told = tmp_path / "kept", tmp_path / "passing", []
    passing.mkdir()
    for _time in range(2):
        port = str(free_port())
        with demo(passing, "--port", port, "--scale", "1", "--data", str(kept)) as process:
            told.append([line.replace(f":{port}/", "/") for line in process.lines])
            process.send_signal(signal.SIGTERM)
            assert process.wait(5) == 0

    assert told[0] == told[1]


def test_a_taken_port_is_told_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with demo(tmp_path, "--port", port, ready=False) as process:
            assert process.wait(10) == 2
            assert process.stderr.read().splitlines() == [
                f"krachtlijn: port {port} cannot be had (Address already in use); try --port"
            ]
            assert process.stdout.read() == ""


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "krachtlijn.sqlite3").write_text("somebody's plan")
    words = ["--port", str(free_port()), "--data", str(tmp_path)]
    with demo(tmp_path, *words, ready=False) as process:
        assert process.wait(10) == 2
        assert process.stderr.read().splitlines() == [
            f"krachtlijn: {tmp_path} holds something else than a demo; name an empty folder"
        ]
    assert [path.name for path in tmp_path.iterdir()] == ["krachtlijn.sqlite3"]
