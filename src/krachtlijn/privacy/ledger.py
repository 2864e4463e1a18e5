"""The ledger of erasures: a file beside the database, so that no restored backup brings anyone back."""

import fcntl
import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from krachtlijn.privacy.files import sync_folder


def _path() -> Path:
    return settings.DATA / "erasures.log"


def note(keeper: uuid.UUID, *, done: bool = False) -> None:
    """Write that this keeper is to be erased, or that it was done; on disk before it returns."""
    line = {"keeper": str(keeper), "done": done, "on": datetime.now(UTC).date().isoformat()}
    is_new = not _path().exists()
    with _path().open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # A line torn by a crash is closed off, so that this one stands by itself.
        torn = file.tell() > 0 and not _path().read_bytes().endswith(b"\n")
        file.write(("\n" if torn else "") + json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(_path().parent)


def erased() -> list[uuid.UUID]:
    """Everyone who was ever to be erased, in that order."""
    try:
        lines = _path().read_text().splitlines()
    except FileNotFoundError:
        return []
    return list(dict.fromkeys(keeper for line in lines if (keeper := _keeper(line))))


def _keeper(line: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(json.loads(line)["keeper"])
    except ValueError:
        return None
