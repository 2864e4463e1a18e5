import errno
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

from krachtlijn.config.command import UserError
from krachtlijn.demo import CARDS, serving
from krachtlijn.demo.words import CAST

KRACHTLIJN = Path(sys.executable).with_name("krachtlijn")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo(tmp_path, *words: str, ready: bool = True, **surroundings: str):
    """The command as people start it, with its temporary folders under ``tmp_path``."""
    # An installation on the same machine, which the demo must leave alone.
    other = {"KRACHTLIJN_DATABASE": "postgresql://nobody@127.0.0.1:1/real", "KRACHTLIJN_HTTPS": "1"}
    with subprocess.Popen(
        [str(KRACHTLIJN), "demo", *words],
        env=os.environ | other | {"TMPDIR": str(tmp_path)} | surroundings,
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


def in_one_line(tmp_path, *words: str, **surroundings: str) -> str:
    """What a demo that cannot be says; it ends with the code of what people can mend themselves."""
    passing = tmp_path / "passing"
    passing.mkdir()
    told = ["--port", str(free_port()), "--scale", "0", *words]
    with demo(passing, *told, ready=False, **surroundings) as process:
        assert process.wait(60) == 2
        (line,) = process.stderr.read().splitlines()
        assert process.stdout.read() == ""
    assert list(passing.iterdir()) == []
    return line.removeprefix("krachtlijn: ")


@pytest.mark.parametrize("library", ["django", "ninja", "granian"])
def test_a_library_that_cannot_be_loaded_is_told_in_one_line(tmp_path, library):
    """What every start needs, what only answers requests, and what only serves."""
    broken = tmp_path / "broken" / library
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(
        f"raise ImportError('undefined symbol\\nat address 7', name={library!r})"
    )

    said = in_one_line(tmp_path, PYTHONPATH=str(broken.parent))

    assert said == f"{library} cannot be loaded (undefined symbol); install it again"


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    there = tmp_path / "file" / "demo"

    said = in_one_line(tmp_path, "--data", str(there))

    assert said == f"{there} cannot hold a demo: Not a directory"


def test_a_demo_that_can_no_longer_write_is_told_in_one_line(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / CARDS).write_text("{}")
    (kept / "secrets").touch()  # where a folder has to come

    said = in_one_line(tmp_path, "--data", str(kept))

    assert said == f"cannot start: [Errno 17] File exists: '{kept / 'secrets'}'"


def test_a_folder_that_can_only_be_read_is_refused_before_anything_is_done(tmp_path, monkeypatch):
    (tmp_path / CARDS).write_text("{}")

    def read_only(**_named):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(serving.tempfile, "TemporaryFile", read_only)

    with pytest.raises(UserError, match="cannot hold a demo: Read-only file system"):
        serving._kept_folder(tmp_path)


def test_no_room_for_a_demo_that_passes_is_told(monkeypatch):
    def full(**_named):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(serving.tempfile, "mkdtemp", full)

    with (
        pytest.raises(UserError, match=r"no room for a demo \(No space left on device\)"),
        serving._folder(None),
    ):
        pass


def test_a_setting_that_does_not_do_is_told_in_one_line(tmp_path):
    said = in_one_line(tmp_path, KRACHTLIJN_COUNTRY="XX")

    assert said == "cannot start: KRACHTLIJN_COUNTRY is one of BE, NL"


TOO_LATE = """
import sys
from krachtlijn.config.command import main
from krachtlijn.demo import serving
serving._demand_free = lambda port: None  # it was free when it was looked at
sys.exit(main(["demo", "--scale", "0", "--port", sys.argv[1]]))
"""


def test_a_port_that_was_taken_in_between_is_told_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", TOO_LATE, port],
            env=os.environ | {"TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"krachtlijn: port {port} cannot be had: Address already in use (os error 98)"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "krachtlijn.sqlite3").write_text("somebody's plan")
    words = ["--port", str(free_port()), "--data", str(tmp_path)]
    with demo(tmp_path, *words, ready=False) as process:
        assert process.wait(10) == 2
        assert process.stderr.read().splitlines() == [
            f"krachtlijn: {tmp_path} holds something else than a demo; name an empty folder"
        ]
    assert [path.name for path in tmp_path.iterdir()] == ["krachtlijn.sqlite3"]
