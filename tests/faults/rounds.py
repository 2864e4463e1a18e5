"""Rounds of writers that are killed amid their work; after each, everything they told must be there.

Says one JSON line at the end. Where it says ``{"kill": "database"}`` it waits for an answer.
"""

import json
import os
import random
import selectors
import signal
import sys
import time

import django

WRITERS = 2


def main(rounds: int, seed: int, planted: str, kill_database_every: int) -> None:
    django.setup()
    from krachtlijn.config.starting import bring_up_to_date

    bring_up_to_date()
    chance, begun = random.Random(seed), time.monotonic()
    figures = {"rounds": 0, "acknowledged": 0, "lost": 0, "half": 0, "broken": 0, "restarts": 0}
    kept = []
    for number in range(1, rounds + 1):
        stage = make_stage()
        database_too = kill_database_every and number % kill_database_every == 0
        told = run_round(stage, chance, planted, database_too)
        figures["rounds"] += 1
        figures["restarts"] += bool(database_too)
        figures["acknowledged"] += len(told)
        count(figures, check(*stage, told))
        kept.append((stage, told))
    # What was whole after its own round is still whole after all the others.
    for stage, told in random.Random(seed).sample(kept, min(10, len(kept))):
        count(figures, check(*stage, told))
    figures["seconds"] = round(time.monotonic() - begun)
    print(json.dumps(figures), flush=True)


def make_stage():
    """Amina, Joke, and one goal that Joke is shown."""
    from tests.cast import bring_together, keep, person, show

    amina, joke = person("Amina"), person("Joke")
    bring_together(amina, joke)
    shown = keep(amina, "getoond")
    show(amina, joke, entry=shown.id)
    return amina, joke, shown.id


def run_round(stage, chance, planted, database_too) -> list[dict]:
    """What the writers told before they were killed."""
    close_everything()  # a connection or a thread does not outlive a fork
    writers = [begin_writer(stage, chance.randrange(2**32), planted) for _ in range(WRITERS)]
    try:
        lines = listen(writers, until=2)
        # On a busy machine so many take too long; then the moment is when a second is over.
        listen(writers, until=chance.randrange(10, 90), seconds=1, into=lines)
        listen(writers, seconds=chance.random() * 0.008, into=lines)
        if database_too:
            print(json.dumps({"kill": "database"}), flush=True)
            sys.stdin.readline()
    finally:
        for pid, _pipe in writers:
            os.kill(pid, signal.SIGKILL)
        for pid, _pipe in writers:
            os.waitpid(pid, 0)
    for _pid, pipe in writers:
        while piece := os.read(pipe, 65536):
            lines[pipe] += piece
        os.close(pipe)
    wait_for_backends()
    # The last line of each may be torn: it was never told.
    whole = [line for text in lines.values() for line in text.split(b"\n")[:-1]]
    return [json.loads(line) for line in whole]


def begin_writer(stage, seed, planted) -> tuple[int, int]:
    from tests.faults.writer import Writer

    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        amina, joke, shown = stage
        Writer(amina, joke, shown, pipe=writing, seed=seed, planted=planted).go_on()
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(0)


def listen(writers, *, until: int = 0, seconds: float | None = None, into=None) -> dict:
    """What they tell: so many lines, or for so long."""
    lines = into or {pipe: b"" for _, pipe in writers}
    end = time.monotonic() + (60 if seconds is None else seconds)
    with selectors.DefaultSelector() as waiting:
        for _, pipe in writers:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map() and (left := end - time.monotonic()) > 0:
            for key, _ in waiting.select(left):
                piece = os.read(key.fd, 65536)
                lines[key.fd] += piece
                if not piece:
                    waiting.unregister(key.fd)
            if until and sum(text.count(b"\n") for text in lines.values()) >= until:
                break
    return lines


def close_everything() -> None:
    from django.db import connections

    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def wait_for_backends() -> None:
    """PostgreSQL may still be at work for a writer that is dead; what it ends, it ends first."""
    address = os.environ.get("KRACHTLIJN_DATABASE")
    if not address:
        return
    import psycopg

    close_everything()
    ask = (
        "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
        "AND datname = current_database() AND backend_type = 'client backend'"
    )
    with psycopg.connect(address, autocommit=True) as watching:
        until = time.monotonic() + 30
        while watching.execute(ask).fetchone() != (0,):
            assert time.monotonic() < until, "a backend goes on for a writer that is dead"
            watching.execute("SELECT pg_sleep(0.01)")


def count(figures: dict, found: dict) -> None:
    for name, times in found.items():
        figures[name] += times


def check(amina, joke, shown, told) -> dict[str, int]:
    """What was told and is not there, what is there by half, and what does not hold together."""
    texts, standing = texts_of(amina)
    lost = sum(
        texts.get((line["id"], line["revision"])) != line["words"]
        for line in told
        if line["did"] != "read"
    )
    lost += sum(standing.get(line["id"]) != "own" for line in told if line["did"] == "accept")
    seen, made = looks_about(amina, shown)
    reads = sum(line["did"] == "read" for line in told)
    lost += max(0, reads - seen)
    half = halves(amina, joke, made) + max(0, seen - reads - WRITERS)
    return {"lost": lost, "half": half, "broken": broken(amina)}


def texts_of(amina) -> tuple[dict, dict]:
    """Every text by entry and revision, and how each entry stands."""
    from krachtlijn.privacy.keys import keys_for
    from krachtlijn.vault.models import EntryRevision
    from krachtlijn.vault.reading import read_own, unseal

    keys, own = keys_for(amina.pk), read_own(amina)
    texts = {(str(one.id), one.revision): one.words for one in own}
    earlier = EntryRevision.objects.unscoped("a check").filter(entry__keeper=amina.pk)
    for row in earlier:
        words = unseal(row.sealed, keys, row.entry_id, row.number)["words"]
        texts[str(row.entry_id), row.number] = words
    return texts, {str(one.id): one.standing for one in own}


def looks_about(amina, shown) -> tuple[int, list[str]]:
    """How often the shown entry was seen, and of which entries it says that they were proposed."""
    from krachtlijn.vault.looks import looks_at

    lines = looks_at(amina, limit=10**6)
    seen = sum(line.action == "R" and line.entries == [str(shown)] for line in lines)
    return seen, [line.entries[0] for line in lines if line.action == "C"]


def halves(amina, joke, made) -> int:
    """Acts of which one part is there and another is not."""
    from krachtlijn.vault.models import Entry, EntryRevision, Receipt

    why = "a check"
    entries = {
        row.pk: row for row in Entry.objects.unscoped(why).filter(keeper=amina.pk).defer("sealed")
    }
    receipts = set(Receipt.objects.filter(keeper=amina.pk).values_list("pk", flat=True))
    numbers: dict = {}
    revisions = EntryRevision.objects.unscoped(why).filter(entry__keeper=amina.pk)
    for entry, number in revisions.order_by("number").values_list("entry", "number"):
        numbers.setdefault(entry, []).append(number)
    unequal = sum(
        numbers.get(pk, []) != list(range(1, row.revision)) for pk, row in entries.items()
    )
    proposed = Receipt.objects.filter(keeper=amina.pk, actor=joke.pk)
    asked = sorted(str(pk) for pk in proposed.values_list("pk", flat=True))
    return len(receipts ^ set(entries)) + unequal + (asked != sorted(made))


def broken(amina) -> int:
    from django.db import connections

    from krachtlijn.vault.looks import check_chain

    wrong = int(check_chain(amina.pk) is not None)
    for connection in connections.all():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                wrong += cursor.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
                wrong += bool(cursor.execute("PRAGMA foreign_key_check").fetchall())
    return wrong


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
