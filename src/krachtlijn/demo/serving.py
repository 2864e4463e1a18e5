"""``krachtlijn demo``: fills the neighbourhood, serves it on this machine, and leaves nothing behind.

The command itself stays small: one process fills the databases and ends, then another serves them.
Both watch the command and end with it, even when it is killed.
"""

import copy
import multiprocessing
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

from krachtlijn.config.command import TELLABLE, UserError, one_line, start
from krachtlijn.demo import CARDS
from krachtlijn.demo.words import CAST

HOST = "127.0.0.1"
READY_WITHIN, STOPPED_WITHIN = 60, 3
# What an installation on this machine may have set; a demo never touches its databases.
NOT_FOR_A_DEMO = ("DATABASE", "KEYS_DATABASE", "HTTPS", "HOSTS")


def serve_demo(port: int, data: Path | None, scale: int) -> int:
    """Serve until stopped; without ``data`` in a folder that is gone afterwards."""
    _demand_free(port)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _leave)
    with _folder(data) as folder:
        _choose(folder)
        passing = folder if data is None else None
        if wrong := _filled(scale, passing):
            return wrong
        _demand_free(port)
        _serve(port, passing)
    return 0


def _demand_free(port: int) -> None:
    # The server would share its port with another that allows it, and each get half the visitors.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise UserError(f"port {port} cannot be had ({error.strerror}); try --port") from None


def _leave(number, _frame):
    sys.exit(128 + number)


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield _kept_folder(data.expanduser().absolute())
        return
    try:
        folder = Path(tempfile.mkdtemp(prefix="krachtlijn-demo-"))
    except OSError as error:
        raise UserError(f"no room for a demo ({error.strerror}); name a folder: --data") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kept_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / CARDS).exists():
            if any(folder.iterdir()):
                raise UserError(f"{folder} holds something else than a demo; name an empty folder")
            # Written first, so that a demo that was interrupted is known for one.
            (folder / CARDS).write_text("{}")
        with tempfile.TemporaryFile(dir=folder):
            pass  # a folder that can be read only shows itself here, and not halfway
    except OSError as error:
        raise UserError(f"{folder} cannot hold a demo: {error.strerror}") from None
    return folder


def _choose(folder: Path) -> None:
    """The settings read this when the filling and the serving process start."""
    for name in NOT_FOR_A_DEMO:
        os.environ.pop(f"KRACHTLIJN_{name}", None)
    os.environ["KRACHTLIJN_DATA"] = str(folder)
    os.environ["KRACHTLIJN_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "krachtlijn.config.settings")


def _end_with_the_command(passing: Path | None) -> None:
    command = multiprocessing.parent_process()
    assert command is not None

    def watch():
        command.join()
        if passing:
            shutil.rmtree(passing, ignore_errors=True)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


# ---------------------------------------------------------------------------------------- filling


def _filled(scale: int, passing: Path | None) -> int:
    """Fill it in a process of its own; 0 when that went well, else with what to end."""
    filling = multiprocessing.Process(target=_fill, args=(scale, passing), daemon=True)
    filling.start()
    try:
        filling.join()
    finally:
        filling.terminate()
        filling.join()
    ended = filling.exitcode or 0
    return ended if ended >= 0 else 1


def _fill(scale: int, passing: Path | None) -> None:
    # Ctrl-C reaches every process of a terminal; the command hears it and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    _end_with_the_command(passing)
    try:
        _fill_with_neighbours(scale)
    except TELLABLE as problem:
        print(one_line(problem), file=sys.stderr, flush=True)
        sys.exit(2)


def _fill_with_neighbours(scale: int) -> None:
    start()
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    # All that answers requests is loaded here too: what is missing shows before the first visitor.
    import_module(settings.ROOT_URLCONF)
    from krachtlijn.config.starting import bring_up_to_date
    from krachtlijn.demo.neighbourhood import fill

    try:
        bring_up_to_date()
        fill(scale, tell=_progress(scale))
    except (OSError, DatabaseError, ImproperlyConfigured) as error:
        raise UserError(f"the neighbourhood could not be filled: {error}") from None


def _progress(scale: int) -> Callable[[int], None]:
    told = time.monotonic()

    def tell(count: int) -> None:
        nonlocal told
        if time.monotonic() - told > 2:
            told = time.monotonic()
            print(f"krachtlijn: {count} of {scale} neighbours", file=sys.stderr, flush=True)

    return tell


# ---------------------------------------------------------------------------------------- serving


def _serve(port: int, passing: Path | None) -> None:
    # Not at the top: the filling process has no need of it.
    from granian.constants import Interfaces
    from granian.log import LOGGING_CONFIG, LogLevels
    from granian.server import Server

    logging: dict[str, Any] = copy.deepcopy(LOGGING_CONFIG)
    for handler in logging["handlers"].values():
        handler["stream"] = "ext://sys.stderr"
    server = Server(
        "krachtlijn.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=logging,
        workers_kill_timeout=STOPPED_WITHIN,
    )
    hung_up = signal.getsignal(signal.SIGHUP)
    stop = hung_up if hung_up == signal.SIG_IGN else server.signal_handler_interrupt
    # The server would take a closed terminal for a wish to begin anew.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, stop))
    try:
        server.serve(target_loader=partial(_application, port, passing), wrap_loader=False)
    except RuntimeError as error:
        # Someone took the port since it was looked at.
        raise UserError(f"port {port} cannot be had: {error}") from None


def _application(port: int, passing: Path | None):
    """In the serving process: what answers requests."""
    # Out of reach of Ctrl-C, which the command hears: a worker that ends by itself is a failure.
    os.setpgrp()
    _end_with_the_command(passing)
    try:
        from krachtlijn.config.wsgi import application
    except TELLABLE as problem:
        print(one_line(problem), file=sys.stderr, flush=True)
        # A worker that is gone ends the command too.
        os._exit(2)

    Thread(target=_welcome, args=(port,), daemon=True).start()
    return application


def _welcome(port: int) -> None:
    """As soon as it answers, tell who can be played and where."""
    until = time.monotonic() + READY_WITHIN
    while not _answers(port):
        if time.monotonic() > until:
            print("krachtlijn: the demo does not answer", file=sys.stderr, flush=True)
            # A worker that is gone ends the command too, instead of serving nothing for ever.
            os._exit(1)
        time.sleep(0.05)
    print("\n".join(_lines(port)), flush=True)


def _answers(port: int) -> bool:
    # Not urllib: it would ask a proxy of the surroundings for our own address.
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read() == b"ok"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _lines(port: int) -> Iterator[str]:
    from krachtlijn.demo.neighbourhood import PINS
    from krachtlijn.demo.views import token_of

    names = {member.key: member.name.split()[0] for member in CAST}
    for member in CAST:
        address = f"http://{HOST}:{port}/demo/{member.key}/{token_of(member.key)}/"
        yield f"{names[member.key]:<10}  {member.role:<8}  {address}"
    for key, name in names.items():
        yield f"# {name}'s PIN: {PINS[key]}"
