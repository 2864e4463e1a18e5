"""The secrets of an installation: small files beside the database, never inside it."""

import os
import secrets
import uuid
from functools import cached_property
from pathlib import Path

from krachtlijn.privacy.files import sync_folder

NAMES = ("django", "pepper", "session", "kept", "anchor", "installation", "kek-1")
MADE = "made"


class SecretMissing(Exception):
    """A secret that was there is gone. Made anew it would open nothing, so nothing is made."""

    def __init__(self, path: Path):
        super().__init__(
            f"the secret {path.name} is gone: put it back from your copy of {path.parent}"
        )


class Secrets:
    """A folder of secret files, made together at the first start, readable by its owner alone."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._read: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """The 32 random bytes kept under this name; raises ``SecretMissing`` when they are gone."""
        if name not in self._read:
            if not (self.folder / MADE).exists():
                self._make_all()
            try:
                self._read[name] = bytes.fromhex((self.folder / name).read_text())
            except FileNotFoundError:
                raise SecretMissing(self.folder / name) from None
        return self._read[name]

    @cached_property
    def installation(self) -> uuid.UUID:
        """A fixed name for this installation, for values that belong to nobody else."""
        return uuid.UUID(bytes=self.read("installation")[:16])

    def text(self, name: str) -> str:
        return self.read(name).hex()

    # The keys that wrap other keys: numbered files, the highest is in use.

    def wrapping_numbers(self) -> list[int]:
        self.read("installation")
        return sorted(int(path.name[4:]) for path in self.folder.glob("kek-*"))

    def wrapping_key(self, number: int) -> bytes:
        return self.read(f"kek-{number}")

    def make_wrapping_key(self, number: int) -> None:
        self._make(f"kek-{number}")

    def drop_wrapping_key(self, number: int) -> None:
        (self.folder / f"kek-{number}").unlink(missing_ok=True)
        self._read.pop(f"kek-{number}", None)

    def _make_all(self) -> None:
        if any(self.folder.parent.glob("*.sqlite3")):
            # There are data already: these secrets are lost, not yet to be made.
            raise SecretMissing(self.folder / MADE)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in NAMES:
            self._make(name)
        (self.folder / MADE).touch(mode=0o600)
        sync_folder(self.folder)

    def _make(self, name: str) -> None:
        path = self.folder / name
        draft = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link fails when another process was first; then theirs is the one that counts.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        sync_folder(self.folder)
