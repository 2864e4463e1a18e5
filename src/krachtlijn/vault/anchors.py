"""Anchors: each night the end of every chain, signed and written outside the database.

Whoever can write in the database could rewrite a whole chain; they cannot rewrite yesterday's anchor.
"""

import hashlib
import hmac
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from krachtlijn.privacy.files import sync_folder
from krachtlijn.vault.looks import check_chain
from krachtlijn.vault.models import Look, LookHead


def anchor() -> Path:
    """Write today's anchor: a line per chain (person, seq, hash), then the signed root."""
    heads = LookHead.objects.order_by("person").values_list("person", "seq", "hash")
    body = "".join(f"{person} {seq} {bytes(end).hex()}\n" for person, seq, end in heads)
    folder = settings.DATA / "anchors"
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{timezone.now():%Y-%m-%dT%H%M%S%f}"
    with path.open("x") as file:
        file.write(body + _signature(body) + "\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)
    return path


def check_anchor(path: Path) -> list[str]:
    """What no longer agrees with this anchor; empty when nothing was changed since."""
    *lines, signature = path.read_text().splitlines(keepends=True) or [""]
    body = "".join(lines)
    if not hmac.compare_digest(signature.strip(), _signature(body)):
        return ["the anchor itself was changed"]
    wrong = []
    for line in lines:
        person, seq, end = line.split()
        look = Look.objects.unscoped("checking an anchor opens no line").filter(
            person=uuid.UUID(person), seq=int(seq)
        )
        hashes = [bytes(found).hex() for found in look.values_list("hash", flat=True)]
        if hashes != [end]:
            wrong.append(f"{person}: line {seq} is not what it was")
        elif problem := check_chain(uuid.UUID(person)):
            wrong.append(f"{person}: {problem}")
    return wrong


def _signature(body: str) -> str:
    root = hashlib.sha256(body.encode()).digest()
    return hmac.new(settings.SECRETS.read("anchor"), root, hashlib.sha256).hexdigest()
