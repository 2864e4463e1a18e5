"""Known texts are written, then looked for in every byte that is on the disk."""

import base64
import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("faults")]


def forms(text: str) -> dict[str, bytes]:
    """A text as it might lie somewhere: plain, wide, spelled in hex, and in base64 at any offset."""
    plain = text.encode()
    # The middle of the base64 is the same whatever stands around it, for each of three offsets.
    based = {
        f"base64 at {shift}": base64.b64encode(b"\0" * shift + plain)[4:-4].rstrip(b"=")
        for shift in range(3)
    }
    return {
        "utf-8": plain,
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "hex": plain.hex().encode(),
        **based,
    }


def hits(texts: list[str], folders: list[Path]) -> list[tuple[str, str]]:
    """Where any of these texts lies in any form: (form, file)."""
    looked_for = [(name, form) for text in texts for name, form in forms(text).items()]
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or "static" in path.parts:
                continue
            raw = path.read_bytes()
            found += [(name, path.name) for name, form in looked_for if form in raw]
    return found


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def places(cluster, tmp_path):
    return [tmp_path / "data", *([cluster.data] if cluster else [])]


def heard(process) -> dict:
    line = process.stdout.readline()
    assert line, (process.data / "traces.log").read_text()[-3000:]
    return json.loads(line)


def go_on(process) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


def to_disk(cluster) -> None:
    """What PostgreSQL still holds in memory is written before the bytes are read."""
    if cluster:
        import psycopg

        with psycopg.connect(f"{cluster.address}/postgres", autocommit=True) as connection:
            connection.execute("CHECKPOINT")


def wrapped_in_key_store(process, wrapped: list[str]) -> int:
    raw = (process.data / "keys.sqlite3").read_bytes()
    return sum(bytes.fromhex(key) in raw for key in wrapped)


def test_no_known_text_is_in_any_byte_and_erased_keys_leave_none(
    start, cluster, places, record_property
):
    process = start("traces")

    before = heard(process)
    to_disk(cluster)

    assert len(before["markers"]) == 16
    expected = {"keys.sqlite3", "traces.log", "pepper", "kek-1"}
    if not cluster:
        expected |= {"krachtlijn.sqlite3", "krachtlijn.sqlite3-wal"}
    assert expected <= files(places[0])
    assert "RuntimeError" not in (process.data / "traces.log").read_text()
    assert "ValueError at" in (process.data / "traces.log").read_text()
    assert hits(before["markers"], places) == []
    assert len(before["wrapped"]) == 2 * 51
    assert wrapped_in_key_store(process, before["wrapped"]) == 2 * 51

    go_on(process)
    after = heard(process)
    to_disk(cluster)

    assert (after["tried"], after["opened"]) == (5, 0)
    assert hits(before["markers"], places) == []
    assert wrapped_in_key_store(process, before["wrapped"]) == 0
    record_property("markers", len(before["markers"]))
    record_property("wrapped keys left of 102", 0)


def test_a_vault_that_does_not_seal_is_found(start, cluster, places):
    process = start("traces", PLANTED="nothing is sealed")

    markers = heard(process)["markers"]
    to_disk(cluster)

    assert {form for form, _ in hits(markers, places)} == {"utf-8"}


def test_a_key_store_that_does_not_overwrite_is_found(start):
    process = start("traces", PLANTED="deleted keys are not overwritten")

    wrapped = heard(process)["wrapped"]
    go_on(process)
    heard(process)

    assert wrapped_in_key_store(process, wrapped) > 0


def test_the_search_finds_a_text_in_every_form_it_looks_for(tmp_path):
    text = "zoekwoord-0123456789abcdef"
    padded = [base64.b64encode(b"x" * shift + text.encode() + b"yz") for shift in range(3)]
    lies = [
        text.encode(),
        text.encode("utf-16"),
        text.encode("utf-16-be"),
        text.encode().hex().encode(),
    ]
    for number, raw in enumerate([*lies, *padded]):
        (tmp_path / f"{number}").write_bytes(b"\xff\x00" + raw + b"\x00")

    assert {name for _, name in hits([text], [tmp_path])} == {f"{number}" for number in range(7)}
