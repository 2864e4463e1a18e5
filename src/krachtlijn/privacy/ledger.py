"""The ledger of erasures: a file beside the database, so that no restored backup brings anyone back."""

import fcntl
import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def _path() -> Path:
    return settings.DATA / "erasures.log"


def note(keeper: uuid.UUID, *, done: bool = False) -> None:
    """Write that this keeper is to be erased, or that it was done; on disk before it returns."""
    line = {"keeper": str(keeper), "done": done, "on": datetime.now(UTC).date().isoformat()}
    with _path().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def erased() -> list[uuid.UUID]:
    """Everyone who was ever to be erased, in that order."""
    try:
        lines = _path().read_text().splitlines()
    except FileNotFoundError:
        return []
    found = (uuid.UUID(json.loads(line)["keeper"]) for line in lines if line.endswith("}"))
    return list(dict.fromkeys(found))
