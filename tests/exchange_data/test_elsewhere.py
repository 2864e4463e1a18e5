"""A plan taken along is read back equal in another installation, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from krachtlijn.exchange.document import document, everything_of
from krachtlijn.vault import actions
from tests import cast

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def elsewhere(tmp_path):
    """Brings a file in, in an installation where nothing was before; gives the file it gives back."""

    def brought(plan: dict, *said: str) -> dict:
        ours = {name: value for name, value in os.environ.items() if "KRACHTLIJN" not in name}
        ours |= {
            "DJANGO_SETTINGS_MODULE": "krachtlijn.config.settings",
            "PYTHONPATH": str(ROOT),
            "KRACHTLIJN_DATA": str(tmp_path),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.exchange_data.elsewhere", *said],
            input=json.dumps(plan),
            cwd=ROOT,
            env=ours,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    return brought


def taken(person) -> dict:
    return json.loads(document(everything_of(person)).model_dump_json())


def by_id(plan: dict) -> dict[str, dict]:
    return {one["id"]: one for one in plan["entries"]}


def test_every_kind_every_revision_and_every_tie_is_equal_elsewhere(people, whole_plan, elsewhere):
    before = taken(people.amina)

    after = elsewhere(before)

    assert after["entries"] == before["entries"]
    assert {one["kind"] for one in after["entries"]} >= set(whole_plan)
    assert any(one["earlier"] for one in after["entries"])
    assert any(one["content"].get("eases") for one in after["entries"])
    assert any(one["about"] for one in after["entries"])
    # What belongs to the place and not to the plan stays there.
    assert (after["circle"], after["looks"]) == ([], [])
    assert {word["to"] for word in after["shown"] if word["shows"]} == set()


@pytest.fixture
def mixed(people):
    """Her own words, hanging together with words of Fatma and a yes of Joke."""

    def own(kind, words, about=None, **content):
        said = {"words": words, **content}
        return actions.write(uuid4(), kind, said, about=about, by=people.amina)[0]

    goal = own("goal", "Een droog huis")
    step = own("step", "Samen bellen", about=goal.id, asks=str(people.joke.pk))
    cast.show(people.amina, people.joke, entry=step.id)
    yes = actions.propose(people.amina, "yes", {"words": "Ja"}, about=step.id, by=people.joke)[0]
    hers = cast.put_before(people.amina, "Van Fatma", by=people.fatma)
    actions.accept(hers.id, by=people.amina)
    mine_about_hers = own("step", "Mijn stap daarvoor", about=hers.id)
    remade = cast.put_before(people.amina, "Eerst van Fatma", by=people.fatma)
    actions.accept(remade.id, by=people.amina)
    actions.rewrite(remade.id, {"words": "Nu van mij"}, revision=2, by=people.amina)
    waiting = cast.put_before(people.amina, "Nog geen antwoord", by=people.fatma)
    kept = {"goal": goal, "step": step, "yes": yes, "hers": hers, "about": mine_about_hers}
    kept |= {"remade": remade, "waiting": waiting}
    return {name: str(one.id) for name, one in kept.items()}


def test_without_their_yes_exactly_ones_own_words_are_there(people, mixed, elsewhere):
    before = taken(people.amina)
    was = by_id(before)

    after = by_id(elsewhere(before))

    remade = was[mixed["remade"]]
    assert after == {
        mixed["goal"]: was[mixed["goal"]],
        mixed["step"]: was[mixed["step"]],
        # What it was about stayed behind, and so did the words that were Fatma's before.
        mixed["about"]: {**was[mixed["about"]], "about": None},
        mixed["remade"]: {
            **remade,
            "earlier": [],
            "created": remade["changed"],
            "since": remade["changed"],
        },
    }
    told = json.dumps(after)
    assert [words for words in ("Van Fatma", "Eerst van", "Nog geen") if words in told] == []


def test_with_their_yes_their_words_are_there_too_without_a_name(people, mixed, elsewhere):
    before = taken(people.amina)
    was = by_id(before)

    after = by_id(elsewhere(before, "yes"))

    assert set(after) == set(was) - {mixed["waiting"]}
    for entry_id, one in after.items():
        assert one == without_names(was[entry_id])
    assert "Fatma" not in json.dumps([one["words_of"] for one in after.values()])


def without_names(one: dict) -> dict:
    """The same entry, where others' words have become those of someone who left."""

    def unnamed(text: dict) -> dict:
        return {**text, "words_of": "me" if text["words_of"] == "me" else None}

    return {**unnamed(one), "earlier": [unnamed(earlier) for earlier in one["earlier"]]}
