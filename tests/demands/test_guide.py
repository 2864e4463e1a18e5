"""The kind in the contributor guide is built as it stands there, and everything knows it at once."""

import importlib
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Receipt
from tests import cast
from tests.demands.pages import form_of, id_in, in_order

GUIDE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"


def example() -> str:
    """The one block of the guide that declares a kind."""
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    (found,) = [block for block in blocks if "@kind(" in block]
    return found


@pytest.fixture
def song(tmp_path, monkeypatch):
    """The example as a file in a package of its own."""
    package = tmp_path / "shelf"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "song.py").write_text(example(), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    record = importlib.import_module("shelf.song").Song
    yield record
    del KINDS["song"], sys.modules["shelf.song"], sys.modules["shelf"]


def test_the_kind_of_the_guide_has_a_form_a_page_and_a_history(song, amina):
    form = form_of(amina.read("/plan/nieuw/song/"))
    address = amina.add("song", "La vie en rose", sung_with="Els", domain="free")
    amina.send(f"{address}aanpassen/", words="Dodo, l'enfant do", sung_with="Els", revision=1)

    page = amina.read(address)

    assert "Add a song" in amina.read("/plan/nieuw/")
    assert in_order(form, "Which song does you good?", "With whom do you sing it?")
    assert in_order(page, "Dodo, l&#x27;enfant do", "Els", "How it was before", "La vie en rose")


def test_the_kind_of_the_guide_is_shown_withdrawn_and_wiped(song, people, amina, joke):
    address = amina.add("song", "La vie en rose")
    assert joke.get(address).status_code == 404
    grant = cast.show(people.amina, people.joke, kind="song")
    assert "La vie en rose" in joke.read(f"/ik/kring/{people.amina.pk}/")
    assert "La vie en rose" in amina.read("/ik/wie-keek/")
    amina.post(f"/ik/wie-ziet-wat/{grant.pk}/")
    assert joke.get(address).status_code == 404

    amina.post(f"{address}wissen/")

    assert amina.get(address).status_code == 410
    assert Receipt.objects.get(pk=id_in(address)).wiped


ROOMS = {
    "strengths": ("carries", "weighs"),
    "balance": ("weighs", "course"),
    "course": ("course", "well"),
    "experiences": ("well", "around"),
    "people": ("around", "places"),
    "story": ("story", "further"),
    "a room of its own": ("more", "story"),
}


@pytest.mark.parametrize("room", ROOMS)
def test_the_kind_of_the_guide_stands_in_the_plan_in_the_room_it_says(
    song, amina, monkeypatch, room
):
    monkeypatch.setattr(song, "kind_of", replace(song.kind_of, room=room))
    amina.add("song", "La vie en rose")
    begins, ends = ROOMS[room]

    plan = amina.read("/plan/")

    within = plan.split(f'<h2 id="{begins}">')[1].split(f'<h2 id="{ends}">')[0]
    assert plan.count("La vie en rose") == within.count("La vie en rose") == 1


def test_the_kind_of_the_guide_stands_on_paper_and_in_the_plan_of_another_day(song, amina):
    amina.add("song", "La vie en rose")
    today = timezone.localdate().isoformat()

    pages = [amina.read(path) for path in ("/plan/papier/a4/", f"/plan/toen/?op={today}")]

    assert ["La vie en rose" in page for page in pages] == [True, True]


def test_the_plan_leads_to_where_one_lives(amina):
    amina.add("strength", "I can sing")

    assert 'href="/plan/buurt/"' in amina.read("/plan/")


def test_the_kind_of_the_guide_comes_along_in_the_file(song, amina, take_away):
    amina.add("song", "La vie en rose", sung_with="Els", domain="free")

    (kept,) = take_away(amina)["entries"]

    assert kept["kind"] == "song"
    assert kept["content"] == {"words": "La vie en rose", "sung_with": "Els", "domain": ["free"]}


def test_the_kind_of_the_guide_needs_no_migration(song, db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_migration_that_is_missing_would_be_found(db, monkeypatch):
    from django.db import models

    from krachtlijn.vault.models import Entry

    longer = models.CharField(max_length=41)
    longer.set_attributes_from_name("kind")
    longer.model = Entry
    fields = [longer if each.name == "kind" else each for each in Entry._meta.local_fields]
    monkeypatch.setattr(Entry._meta, "local_fields", fields)
    Entry._meta._expire_cache()

    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    monkeypatch.undo()
    Entry._meta._expire_cache()
