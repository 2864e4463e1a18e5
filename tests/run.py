"""Everything that has to hold, in one go: what is behind `krachtlijn test` and `krachtlijn check`.

Installs what the tests need, checks the code without running it, starts a PostgreSQL of its own and
runs all tests on SQLite and on PostgreSQL. What cannot run fails; nothing is skipped in silence.
"""

import ctypes
import ctypes.util
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NO_TESTS = 5
SHORT = ["-f", "custom", "--msg-template", "{relpath}:{line}: {test_id} {msg}"]
USAGE = """\
krachtlijn test [--long] [PYTEST ARGUMENTS]
  Checks the code, then runs the tests on SQLite and on a PostgreSQL of its own, with a browser.
  --long   also the large sizes and long comparisons
krachtlijn check
  Only the checks that run no test: style, types, the ladder of imports, templates, safety."""


class CannotRun(Exception):
    """Something the tests need is not there; the text says what to do about it."""


# ------------------------------------------------------------------------- what must be installed


def quietly(command: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, check=False, capture_output=True, **how)


def postgres_bin() -> Path | None:
    found = [Path(path).parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found.sort(key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0))
    on_path = shutil.which("initdb")
    if on_path:
        found.insert(0, Path(os.path.realpath(on_path)).parent)
    return found[-1] if found else None


def chromium() -> str | None:
    # Ubuntu's chromium-browser may be a script that only says where to get the snap.
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path and not quietly([path, "--version"]).returncode:
            return path
    return None


def gettext() -> str | None:
    return shutil.which("xgettext")


def library(name: str) -> Callable[[], str | None]:
    """Draws the letters of a PDF; where it is missing, those tests would fail one by one."""
    return lambda: ctypes.util.find_library(name)


# The letters themselves come along: pango depends on a font.
NEEDED = {
    "postgresql": postgres_bin,
    "chromium": chromium,
    "gettext": gettext,
    "libpango-1.0-0": library("pango-1.0"),
    "libpangoft2-1.0-0": library("pangoft2-1.0"),
}


def install_what_is_missing() -> None:
    missing = [package for package, find in NEEDED.items() if not find()]
    if not missing:
        return
    ask = f"install {', '.join(missing)} (on Debian or Ubuntu: apt install {' '.join(missing)})"
    if not shutil.which("apt-get"):
        raise CannotRun(f"the tests need more than is here: {ask}")
    if os.geteuid() != 0:
        raise CannotRun(f"the tests need more than is here, and only root may add it: {ask}")
    say(f"installing {', '.join(missing)}")
    # At run level 1 Debian's packages start no service: the tests bring up a database of their own.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    with tempfile.TemporaryFile() as log:
        for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            done = subprocess.run(
                ["apt-get", "-q", *words],
                check=False,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            if done.returncode:
                log.seek(0)
                sys.stderr.write(log.read().decode(errors="replace"))
                raise CannotRun(f"apt-get {words[0]} failed (its output is above); {ask}")
    still = [package for package, find in NEEDED.items() if not find()]
    if still:
        raise CannotRun(f"installed, and yet it does not work here: {', '.join(still)}")


# ------------------------------------------------------------------------------------- the checks


def checks() -> dict[str, list[str]]:
    templates = sorted(str(path) for path in ROOT.glob("src/krachtlijn/*/templates/**/*.html"))
    return {
        "launcher": ["sh", "-n", "krachtlijn"],
        "style": [str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise"],
        "format": [str(BIN / "ruff"), "format", "--check", "--quiet"],
        "types": [str(BIN / "mypy"), "--no-error-summary"],
        "ladder": [str(BIN / "lint-imports")],
        "templates": [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates],
        "safety": [str(BIN / "bandit"), "-q", "-c", "pyproject.toml", "-r", "src", *SHORT],
    }


def check() -> bool:
    """All at once, told in a fixed order."""
    with tempfile.TemporaryDirectory(prefix="krachtlijn-check-") as data:
        environment = own_environment() | {"KRACHTLIJN_DATA": data}
        # The type checker reads the settings, and those want a data folder.
        environment["PYTHONPATH"] = str(ROOT / "src")
        running = {
            name: subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            for name, command in checks().items()
        }
        good = True
        for name, process in running.items():
            output, _ = process.communicate()
            good = good and not process.returncode
            print(f"{name:<12}{'FAILED' if process.returncode else 'ok'}", flush=True)
            if process.returncode:
                print(output.decode(errors="replace").strip(), flush=True)
    return good


# ---------------------------------------------------------------------------- a PostgreSQL of ours


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a cluster that lives as long as the tests do."""
    programs = postgres_bin()
    if programs is None:
        raise CannotRun("PostgreSQL is not installed")
    # In /tmp whatever TMPDIR says: another user has to reach it, and a socket's path must be short.
    place = Path(tempfile.mkdtemp(prefix="krachtlijn-pg-", dir="/tmp"))
    server: subprocess.Popen[bytes] | None = None
    try:
        runner = postgres_runner(place)
        data = str(place / "data")
        how = ["-U", "krachtlijn", "-A", "trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        made = quietly([str(programs / "initdb"), "-D", data, *how], **runner)
        if made.returncode:
            raise CannotRun(f"initdb failed: {made.stderr.decode(errors='replace').strip()}")
        for _attempt in range(3):  # the port found free may be taken a moment later
            port = free_port()
            with (place / "log").open("wb") as log:
                how = f"-p {port} -k {place} -h 127.0.0.1 -c fsync=on -N 200".split()
                server = subprocess.Popen(
                    [str(programs / "postgres"), "-D", data, *how],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    # Ctrl-C is for the tests; the database stops after them.
                    start_new_session=True,
                    **runner,
                )
            address = f"postgresql://krachtlijn@127.0.0.1:{port}"
            if answers(address, server):
                break
        else:
            raise CannotRun(f"PostgreSQL did not start: {(place / 'log').read_text()[-2000:]}")
        KEPT.add(server.pid)
        yield address
    finally:
        if server is not None:
            stop_postgres(server)
        shutil.rmtree(place, ignore_errors=True)


def postgres_runner(place: Path) -> dict[str, Any]:
    """How to run its programs: PostgreSQL refuses to work as root."""
    if os.geteuid() != 0:
        return {"cwd": place}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise CannotRun("PostgreSQL does not run as root, and there is no user postgres") from None
    os.chown(place, user.pw_uid, user.pw_gid)
    return {"cwd": place, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    import psycopg

    until = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < until:
        with suppress(psycopg.OperationalError):
            psycopg.connect(f"{address}/postgres", connect_timeout=5).close()
            return server.poll() is None
        time.sleep(0.1)
    stop_postgres(server)
    return False


def stop_postgres(server: subprocess.Popen[bytes]) -> None:
    # Fast, then at once, then by force.
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                server.wait(20)
    KEPT.discard(server.pid)


# -------------------------------------------------------------------------------------- the tests


def run_pytest(database: str, arguments: list[str], extra: dict[str, str]) -> tuple[int, str]:
    """Its exit code and closing line, its output shown as it comes."""
    environment = own_environment() | {"KRACHTLIJN_TEST_DATABASE": database} | extra
    command = [sys.executable, "-m", "pytest", *arguments]
    if sys.stdout.isatty():
        command.append("--color=yes")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    tail = b""
    try:
        assert process.stdout is not None
        # In pieces, not lines: a debugger's prompt ends without one.
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
            tail = (tail + piece)[-4096:]
        code = process.wait()
    finally:
        if process.poll() is None:
            stop_pytest(process)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", tail.decode(errors="replace")).strip().splitlines()
    return code, lines[-1].strip("= ") if lines else ""


def stop_pytest(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # lets fixtures put away what they started
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def workers(arguments: list[str]) -> list[str]:
    """Two at a time, unless the caller chose otherwise or asks for one file only."""
    named = [word for word in arguments if (ROOT / word.partition("::")[0]).exists()]
    one_file = len(named) == 1 and ".py" in named[0]
    chosen = any(
        re.match(r"-n(\d+|auto|logical)?$|--numprocesses|--pdb|--trace$|no:xdist$", word)
        for word in arguments
    )
    return [] if one_file or chosen else ["-n", "2", "--dist", "loadgroup"]


def own_environment() -> dict[str, str]:
    """Ours, without what belongs to someone's own installation."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KRACHTLIJN_") and name != "DJANGO_SETTINGS_MODULE"
    }


def test(arguments: list[str], *, long: bool) -> bool:
    extra = {"KRACHTLIJN_TEST_CHROMIUM": chromium() or ""}
    if long:
        extra["KRACHTLIJN_LONG"] = "1"
    arguments = workers(arguments) + arguments
    told, codes = [], []
    for database in ("sqlite", "postgresql"):
        say(f"tests on {database}")
        if database == "sqlite":
            code, line = run_pytest(database, arguments, extra)
        else:
            with postgres() as address:
                # The walls look at the code, and that is the same on every database.
                here = [*arguments, "--ignore=tests/walls"]
                there = extra | {"KRACHTLIJN_TEST_POSTGRES": address}
                code, line = run_pytest(database, here, there)
        codes.append(code)
        told.append(f"{database:<12}{line}")
        for remains in end_what_remains():
            codes.append(1)
            told.append(f"{database:<12}FAILED: left running: {remains}")
    print()
    print("\n".join(told), flush=True)
    # A filter of the caller may leave nothing for one database, but not for both.
    return set(codes) <= {0, NO_TESTS} and 0 in codes


# -------------------------------------------------------------------------- nothing stays running

KEPT: set[int] = set()  # of what we started ourselves and will stop ourselves


def adopt_orphans() -> None:
    """On Linux what the tests leave behind becomes ours, so that we can see and end it."""
    if sys.platform == "linux":
        pr_set_child_subreaper = 36
        ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def descendants() -> dict[int, str]:
    children: dict[int, list[tuple[int, str]]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, _, rest = stat.read_text(errors="replace").partition(" (")
            name, _, fields = rest.rpartition(") ")
            children.setdefault(int(fields.split()[1]), []).append((int(number), name))
    found: dict[int, str] = {}
    ask = [os.getpid()]
    while ask:
        for pid, name in children.get(ask.pop(), []):
            if pid not in KEPT:
                found[pid] = name
                ask.append(pid)
    return found


def end_what_remains() -> list[str]:
    """Ends what is still there a moment after the tests; returns what had to be ended."""
    until = time.monotonic() + 3
    while (there := alive()) and time.monotonic() < until:
        time.sleep(0.1)
    for how in (signal.SIGTERM, signal.SIGKILL):
        for pid in alive():
            with suppress(ProcessLookupError):
                os.kill(pid, how)
        until = time.monotonic() + 3
        while alive() and time.monotonic() < until:
            time.sleep(0.1)
    return [f"{name} ({pid})" for pid, name in there.items()]


def alive() -> dict[int, str]:
    there = descendants()
    for pid in list(there):
        with suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG)[0]:
                del there[pid]
    return there


# ------------------------------------------------------------------------------------------------


def say(text: str) -> None:
    print(f"\n== {text}", flush=True)


def leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(USAGE)
        return 0
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    adopt_orphans()
    os.chdir(ROOT)
    try:
        if subprocess.run([sys.executable, "hatch_build.py"], check=False).returncode:
            raise CannotRun("a translation could not be compiled; see the line above")
        if arguments == ["--check-only"]:
            return 0 if check() else 1
        install_what_is_missing()
        say("checks")
        good = check()
        long = "--long" in arguments
        passed = test([word for word in arguments if word != "--long"], long=long)
        if not long:
            print("long        left out; --long runs these too")
        print(f"checks      {'ok' if good else 'FAILED'}")
        print(f"krachtlijn test: {'ok' if good and passed else 'FAILED'}", flush=True)
        return 0 if good and passed else 1
    except CannotRun as problem:
        print(f"krachtlijn test: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("krachtlijn test: stopped", file=sys.stderr)
        return 130
    finally:
        end_what_remains()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
