"""Everything of mine: asked with the PIN, open after a day, whole, and only for oneself."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override

from krachtlijn.exchange import mydata, pdf
from krachtlijn.exchange.document import document, everything_of, schema
from krachtlijn.exchange.drawn import for_pdf
from krachtlijn.exchange.models import TakeAway
from krachtlijn.vault.actions import accept, let_go, propose
from krachtlijn.vault.kinds import KINDS
from krachtlijn.vault.models import Look
from krachtlijn.vault.reading import read_one
from krachtlijn.web.answers import Refused
from tests import cast
from tests.plans.written import wrote

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PIN = "493817"
PAGES = ["/ik/alles/lezen/", "/ik/alles/mijn-plan.json"]


@pytest.fixture
def open_now(people):
    """What Amina asked for a day ago."""
    asked = mydata.ask(by=people.amina, proved_at=timezone.now())
    TakeAway.objects.filter(pk=asked.pk).update(opens=timezone.now())
    return asked


@pytest.mark.parametrize("address", PAGES)
def test_everything_opens_a_day_after_it_was_asked_and_closes_after_a_week(
    people, browser, address
):
    def at(moment):
        clock.move_to(moment)
        return browser(people.amina, proved_at=moment)

    with time_machine.travel(NOON, tick=False) as clock:
        amina = at(NOON)
        assert amina.get(address).status_code == 403
        assert amina.post("/ik/alles/").status_code == 302
        amina = at(NOON + DAY - timedelta(seconds=1))
        assert amina.get(address).status_code == 403
        assert b"You asked for everything" in amina.get("/ik/alles/").content
        assert at(NOON + DAY).get(address).status_code == 200
        amina = at(NOON + DAY + timedelta(days=7))
        assert amina.get(address).status_code == 403
        assert b"Ask for everything" in amina.get("/ik/alles/").content


def test_asking_again_does_not_move_the_day_on_which_it_opens(people):
    with time_machine.travel(NOON, tick=False) as clock:
        first = mydata.ask(by=people.amina, proved_at=NOON)
        clock.move_to(NOON + timedelta(hours=5))

        again = mydata.ask(by=people.amina, proved_at=timezone.now())

    assert (again.pk, again.opens) == (first.pk, NOON + DAY)


@pytest.mark.parametrize("later", [timedelta(hours=3), timedelta(days=2)])
def test_it_can_be_undone_while_it_waits_and_while_it_is_open(people, browser, later):
    with time_machine.travel(NOON, tick=False) as clock:
        amina = browser(people.amina, proved_at=NOON)
        amina.post("/ik/alles/")
        clock.move_to(NOON + later)

        answer = browser(people.amina).post("/ik/alles/ongedaan/")
        clock.move_to(NOON + timedelta(days=3))
        amina = browser(people.amina, proved_at=timezone.now())

        assert answer.status_code == 302
        assert amina.get("/ik/alles/mijn-plan.json").status_code == 403
        amina.post("/ik/alles/")
        assert TakeAway.objects.count() == 1
        assert amina.get("/ik/alles/mijn-plan.json").status_code == 403


def test_an_old_session_asks_the_pin_and_a_wrong_pin_asks_nothing(people, with_card):
    page = with_card.get("/ik/alles/").content
    wrong = with_card.post("/ik/alles/", {"pin": "111222"})
    assert not TakeAway.objects.exists()
    right = with_card.post("/ik/alles/", {"pin": PIN})

    assert b'name="pin"' in page
    assert wrong.status_code == 422
    assert right.status_code == 302
    assert TakeAway.objects.get().person == people.amina


def test_without_the_letters_of_a_card_one_signs_in_first(people, with_card, browser):
    elsewhere = browser(people.amina)

    assert b"Sign in with your card first" in elsewhere.get("/ik/alles/").content
    assert elsewhere.post("/ik/alles/", {"pin": PIN}).status_code == 422
    with pytest.raises(Refused):
        mydata.ask(by=people.amina, proved_at=None)
    assert not TakeAway.objects.exists()


@pytest.mark.parametrize("address", [*PAGES, "/ik/alles/mijn-plan.pdf"])
def test_what_amina_opened_opens_for_nobody_else(people, open_now, rik, address):
    cast.keep(people.amina, "geheim")
    cast.show(people.amina, people.joke)

    assert rik.get(address).status_code == 403
    signed_out = Client().get(address)
    assert (signed_out.status_code, signed_out.url) == (302, f"/in/?next={address}")


def test_every_kind_comes_along_with_every_answer(people, amina, open_now, whole_plan):
    told = amina.get("/ik/alles/mijn-plan.json").json()
    page = amina.get("/ik/alles/lezen/").content.decode()

    kept = {one["kind"]: one for one in told["entries"] if one["id"] in _ids(whole_plan)}
    assert set(kept) == set(KINDS)
    for name, record in KINDS.items():
        mine = read_one(people.amina, whole_plan[name].id, history=True)
        assert kept[name]["content"] == mine.content
        assert all(kept[name]["content"].values()), name
        assert [one["content"] for one in kept[name]["earlier"]] == [
            one.record.model_dump(mode="json") for one in mine.history
        ]
        assert f"nu {name}" in page
        with override("en"):
            asked = [str(one.question) for _, one in record.asked() if not one.links][1:]
        assert [question for question in asked if escape(question) not in page] == []
    assert "It hangs together with" in page


def test_the_file_tells_whose_words_who_sees_and_who_looked(people, amina, open_now):
    goal = cast.keep(people.amina, "Leren koken")
    cast.show(people.amina, people.joke, entry=goal.id, purpose="samen oefenen")
    read_one(people.joke, goal.id)
    hers = propose(people.amina, "goal", {"words": "Elke dag bellen"}, by=people.fatma)[0]
    accept(hers.id, by=people.amina)

    told = amina.get("/ik/alles/mijn-plan.json").json()
    page = amina.get("/ik/alles/lezen/").content.decode()

    joke = {"id": str(people.joke.pk), "name": "Joke"}
    fatma = {"id": str(people.fatma.pk), "name": "Fatma"}
    mine, theirs = sorted(told["entries"], key=lambda one: one["words_of"] != "me")
    assert (mine["words_of"], theirs["words_of"]) == ("me", fatma)
    assert [one["standing"] for one in theirs["earlier"]] == ["proposed"]
    assert [(one["to"], one["entry"], one["purpose"]) for one in told["shown"]] == [
        (joke, str(goal.id), "samen oefenen")
    ]
    assert [(one["who"], one["action"], one["entries"]) for one in told["looks"]] == [
        (fatma, "R", [str(hers.id)]),  # what Fatma was told back as she proposed it
        (fatma, "C", [str(hers.id)]),
        (joke, "R", [str(goal.id)]),
    ]
    assert told["circle"] == [fatma, joke]
    for said in ("These are words of Fatma.", "samen oefenen", "Leren koken", "looked at:"):
        assert said in page


def test_reading_and_taking_ones_own_leaves_no_look(people, amina, open_now, whole_plan):
    for address in PAGES:
        amina.get(address)

    assert not Look.objects.unscoped("counting in a test").exists()


def test_the_file_is_an_attachment_and_holds_no_secret(people, with_card, open_now):
    session = with_card.session
    answer = with_card.get("/ik/alles/mijn-plan.json")
    text = answer.content.decode()

    assert answer["Content-Disposition"] == 'attachment; filename="mijn-plan.json"'
    assert answer["Cache-Control"] == "no-store"
    assert set(json.loads(text)) == {
        "format", "made", "person", "circle", "entries", "shown", "looks", "groups", "said", "answered",
    }  # fmt: skip
    assert session.session_key not in text
    assert session["card"] not in text


def test_the_schema_is_open_and_names_every_kind_and_field(people):
    answer = Client().get("/ik/alles/schema.json")

    told = answer.json()
    assert told == json.loads(json.dumps(schema()))
    kept = told["$defs"]["Kept"]
    each = {one["properties"]["kind"]["const"]: one["properties"] for one in kept["oneOf"]}
    assert kept["additionalProperties"] is False
    assert {name: set(one["content"]["properties"]) for name, one in each.items()} == {
        name: set(record.model_fields) for name, record in KINDS.items()
    }


def test_the_page_asks_the_same_for_two_entries_and_for_forty(people, amina, open_now):
    def questions(address):
        with (
            CaptureQueriesContext(connections["default"]) as asked,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert amina.get(address).status_code == 200
        return len(asked), len(keys)

    def more(number):
        for at in range(number):
            goal = cast.keep(people.amina, f"doel {at}")
            cast.keep(people.amina, f"stap {at}", "step", about=goal.id)
            cast.show(people.amina, people.joke, entry=goal.id)
            read_one(people.joke, goal.id)
            let_go(goal.id, by=people.amina)

    pages = [*PAGES, "/plan/papier/a4/", "/plan/papier/koelkast/"]
    more(1)
    small = [questions(page) for page in pages]
    more(20)

    assert [questions(page) for page in pages] == small


@pytest.fixture
def no_pdf(monkeypatch):
    monkeypatch.setattr(pdf, "can_make_pdf", lambda: False)


def test_where_no_pdf_can_be_made_the_page_is_offered_to_print(amina, open_now, no_pdf):
    page = amina.get("/ik/alles/").content

    assert b"mijn-plan.pdf" not in page
    assert b"Open the page and print it" in page
    assert amina.get("/ik/alles/mijn-plan.pdf").status_code == 404


def test_the_pdf_is_tagged_and_says_its_language(amina, open_now, whole_plan, caplog):
    answer = amina.get("/ik/alles/mijn-plan.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="mijn-plan.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content
    assert b"/Lang (en)" in answer.content
    assert b"/Marked true" in answer.content
    assert caplog.records == []  # its styles and letters were found and understood


def test_making_a_pdf_asks_nothing_of_anywhere(tmp_path):
    outside = tmp_path / "secret.css"
    outside.write_text("p { color: red }")
    page = f'<html lang="nl"><title>x</title><link rel=stylesheet href="file://{outside}"><p>x'

    assert pdf.pdf_of(page) == pdf.pdf_of(page.replace("file://", "https://elsewhere.example"))


def test_a_document_reads_back_as_itself(people, whole_plan):
    told = document(everything_of(people.amina))

    assert type(told).model_validate_json(told.model_dump_json()) == told


def _ids(kept) -> set[str]:
    return {str(one.id) for one in kept.values()}


# ------------------------------------------------------------------------------------- in pictures

TITLES = ["My balance", "The people around me", "My line of time"]
SVG = re.compile(r'<svg class="picture (\w+)-picture".*?</svg>', re.DOTALL)


@pytest.fixture
def drawn_plan(people):
    wrote(people.amina, "tie", "Els van hiernaast", closeness="near", support_type=["emotional"])
    wrote(people.amina, "balance", "Het is zwaar", tilt="weighs")
    wrote(people.amina, "story", "Geheim dagboek")


def pictures_in(page: str) -> dict[str, str]:
    return {found[1]: found[0] for found in SVG.finditer(page)}


@pytest.mark.parametrize("address", ["/ik/alles/lezen/", "/plan/papier/a4/"])
def test_the_pictures_are_on_what_is_printed(amina, open_now, drawn_plan, address):
    page = amina.get(address).content.decode()

    drawn = pictures_in(page)
    assert list(drawn) == ["balance", "ecogram", "time"]
    for title, picture in zip(TITLES, drawn.values(), strict=True):
        assert f">{title}</title>" in picture
        assert f"<h3>{title}</h3>" in page
    assert "rotate(5 320 150)" in drawn["balance"]  # as it was tilted
    assert "Els van hie…" in drawn["ecogram"]
    assert "<circle" in drawn["time"]


def test_what_is_only_for_me_stays_off_the_drawn_paper_too(amina, drawn_plan):
    whole, without = (
        amina.get(f"/plan/papier/a4/{asked}").content.decode() for asked in ("", "?without")
    )

    assert "my story" in pictures_in(whole)["time"].lower()
    assert "my story" not in pictures_in(without)["time"].lower()
    assert "Els van hie…" in pictures_in(without)["ecogram"]


@pytest.mark.parametrize("address", ["/ik/alles/lezen/", "/plan/papier/a4/"])
def test_where_nothing_is_there_to_draw_no_picture_stands_empty(amina, open_now, address):
    assert pictures_in(amina.get(address).content.decode()) == {}


def test_the_pictures_are_in_the_pdf_with_their_titles_and_signs(
    amina, open_now, drawn_plan, monkeypatch, caplog
):
    seen = []
    monkeypatch.setattr(pdf, "for_pdf", lambda page: seen.append(for_pdf(page)) or seen[0])
    made = amina.get("/ik/alles/mijn-plan.pdf").content

    drawn = pictures_in(seen[0])
    assert list(drawn) == ["balance", "ecogram", "time"]
    # WeasyPrint keeps the title of a drawing as its alternative text.
    for title in TITLES:
        assert f"/Alt ({title})".encode() in made
    assert made.count(b"/S /Figure") >= len(TITLES)
    # A pictogram stands in the pill itself, as large as on the page: no other file is looked in.
    sign = r'<g transform="translate\([\d.]+ [\d.]+\) scale\(0.6667\)"[^>]*><path d="'
    assert re.search(sign, drawn["ecogram"])
    assert not re.search("<use|url\\(", seen[0])
    assert caplog.records == []
