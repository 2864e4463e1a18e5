"""The secrets of an installation: small files beside the database, never inside it."""

import os
import secrets
import uuid
from functools import cached_property
from pathlib import Path


class Secrets:
    """A folder of secret files, each made at first use and readable by its owner alone."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._read: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """The 32 random bytes kept under this name."""
        if name not in self._read:
            path = self.folder / name
            try:
                self._read[name] = bytes.fromhex(path.read_text())
            except FileNotFoundError:
                self._read[name] = self._make(path)
        return self._read[name]

    @cached_property
    def installation(self) -> uuid.UUID:
        """A fixed name for this installation, for values that belong to nobody else."""
        return uuid.UUID(bytes=self.read("installation")[:16])

    def text(self, name: str) -> str:
        return self.read(name).hex()

    def _make(self, path: Path) -> bytes:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        value = secrets.token_bytes(32)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(value.hex())
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link fails when another process was first; then theirs is the one that counts.
            os.link(draft, path)
        except FileExistsError:
            value = bytes.fromhex(path.read_text())
        finally:
            draft.unlink()
        return value

    # The keys that wrap other keys: numbered files, the highest is in use.

    def wrapping_numbers(self) -> list[int]:
        found = sorted(int(path.name[4:]) for path in self.folder.glob("kek-*"))
        return found or [1]

    def wrapping_key(self, number: int) -> bytes:
        return self.read(f"kek-{number}")

    def drop_wrapping_key(self, number: int) -> None:
        (self.folder / f"kek-{number}").unlink(missing_ok=True)
        self._read.pop(f"kek-{number}", None)
