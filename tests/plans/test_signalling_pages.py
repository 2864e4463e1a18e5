"""The pages: is this only mine, exactly what leaves, a yes of its own, and what became of it."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.utils import timezone, translation

from krachtlijn.community.models import Answer, Sentence, Signal
from krachtlijn.community.sentences import check
from krachtlijn.organisations.codes import MECHANISM, THEMES
from krachtlijn.organisations.models import Organisation
from krachtlijn.people.models import Membership, Person
from krachtlijn.plans import became, rights, signal_pages, signalling
from krachtlijn.plans.kinds.neighbourhood import area_of
from krachtlijn.privacy import mailbox
from krachtlijn.privacy.models import Letter
from krachtlijn.vault.actions import let_go
from krachtlijn.vault.models import Entry
from krachtlijn.vault.reading import read_own
from tests import cast
from tests.plans.conftest import BACKEND
from tests.plans.loop import (
    areas,
    barrier,
    heard,
    lives,
    neighbours,
    possibility,
    post,
    says,
    told_back,
)
from tests.plans.written import asked, wrote

NEVER_LEFT = "Taken back. It still waited for the post: it never left."
COUNTED = "Taken back. It counts until the next release, and then no more."
SIGNAL, BACK, BECAME = "/plan/signaal/", "/plan/signaal/terug/", "/plan/wat-werd-ervan/"
MONTH = "2026-11"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23T10:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture
def home(amina, page):
    """Amina lives in Linde."""
    areas("linde", "haven")
    lives(amina)
    return page


@pytest.fixture
def factor(amina):
    return wrote(
        amina, "factor", "Mijn geheim verhaal", polarity="hindering", mechanism=["transport"]
    )


def text(answer) -> str:
    words = re.sub(
        r"<(script|style|template).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.S
    )
    return " ".join(unescape(words).split())


def facts(answer) -> dict[str, str]:
    """The questions and answers of a page."""
    html = answer.content.decode()
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.S)
    return {
        unescape(one): " ".join(unescape(re.sub(r"<[^>]+>", " ", it)).split()) for one, it in pairs
    }


def browser(person) -> Client:
    Person.objects.filter(pk=person.pk, name__startswith="Buur").update(language="en")
    client = Client()
    client.force_login(person, backend=BACKEND)
    client.cookies["django_language"] = "en"
    return client


# ------------------------------------------------------------------------ from an entry of the plan


def test_what_holds_back_asks_whether_it_is_only_mine(page, factor):
    html = page.get(f"/plan/{factor.id}/").content.decode()

    assert f'href="{SIGNAL}?factor={factor.id}"' in html
    assert "Is this only mine?" in html


@pytest.mark.parametrize(
    ("kind", "more", "asks"),
    [
        ("factor", {"polarity": "mixed"}, True),
        ("factor", {}, True),
        ("factor", {"polarity": "promoting"}, False),
        ("goal", {}, False),
    ],
)
def test_only_what_weighs_asks_it(page, amina, kind, more, asks):
    entry = wrote(amina, kind, "x", **more)

    assert ("Is this only mine?" in page.get(f"/plan/{entry.id}/").content.decode()) is asks


def test_what_was_let_go_asks_nothing(page, amina, factor):
    let_go(factor.id, by=amina)

    assert SIGNAL not in page.get(f"/plan/{factor.id}/").content.decode()


def test_without_an_area_it_is_asked_first_and_leads_back(page, amina, factor):
    areas("linde", "haven")
    first = page.get(f"{SIGNAL}?factor={factor.id}")
    assert 'name="area"' in first.content.decode()
    assert 'name="theme"' not in first.content.decode()

    then = page.post("/plan/buurt/", {"area": "haven", "factor": factor.id})

    assert (then.status_code, then["Location"]) == (302, f"{SIGNAL}?factor={factor.id}")
    assert area_of(amina) == "haven"
    assert page.get(then["Location"]).context["area"] == "Haven, Waterdam"


def test_from_a_theme_the_way_leads_back_to_the_theme(page):
    areas("linde")
    then = page.post("/plan/buurt/", {"area": "linde", "theme": "no_bus"})

    assert then["Location"] == f"{SIGNAL}?theme=no_bus"
    form = page.get(then["Location"])
    assert "This touches me too" in text(form)
    assert re.search(r'value="no_bus"[^>]* checked', form.content.decode())


def test_the_same_area_again_changes_nothing(home, amina):
    home.post("/plan/buurt/", {"area": "linde"})

    assert len(read_own(amina, kind="neighbourhood")) == 1


@pytest.mark.parametrize("area", ["", "nergens"])
def test_an_area_that_is_not_in_the_list_is_asked_again(home, amina, area):
    assert home.post("/plan/buurt/", {"area": area}).status_code == 422
    assert area_of(amina) == "linde"


def test_where_there_are_no_areas_the_page_says_so(page, factor):
    assert "There is no list of neighbourhoods here yet." in text(page.get(SIGNAL))


def test_themes_of_what_plays_a_part_come_first(home, factor):
    tiles = home.get(f"{SIGNAL}?factor={factor.id}").context["form"].tiles()

    assert [one["code"] for one in tiles["near"]] == ["no_bus"]
    assert len(tiles["others"]) == len(THEMES) - 1
    assert not any(one["is_chosen"] for one in tiles["near"] + tiles["others"])


@pytest.mark.parametrize("what", ["goal", "stranger", "nothing"])
def test_only_ones_own_factor_leads_there(home, amina, what):
    joke = cast.person("Joke")
    number = {
        "goal": lambda: cast.keep(amina, "x").id,
        "stranger": lambda: wrote(joke, "factor", "y").id,
        "nothing": uuid4,
    }[what]()

    assert home.get(f"{SIGNAL}?factor={number}").status_code == 404


# ------------------------------------------------------------------------ exactly what leaves, and yes

SENT = {"theme": "no_bus", "level": "meso"}


def test_the_preview_says_exactly_what_leaves_and_nothing_left_yet(home, factor):
    shown = home.post(SIGNAL, SENT | {"act": "preview", "factor": factor.id})

    assert facts(shown) == {
        "What it is about": "No bus when you need one",
        "What plays a part": "Getting there",
        "Which part of life": "Rights, transport, digital",
        "Where it comes from": "In an organisation, school, work or the neighbourhood",
        "Which neighbourhood": "Linde, Waterdam",
        "Which month": "November 2026",
    }
    assert "geheim" not in text(shown)
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    "field", sorted({"theme", "level", "mechanism", "domain", "area", "month"})
)
def test_the_preview_is_made_of_the_very_letter(home, amina, monkeypatch, field):
    """Whatever the letter holds more or less, the preview shows."""
    real = signalling.preview
    monkeypatch.setattr(signalling, "preview", lambda *a, **k: real(*a, **k) | {"level": "macro"})
    shown = facts(home.post(SIGNAL, SENT))
    home.post(SIGNAL, SENT | {"act": "give"})
    taken: list[dict] = []
    mailbox.post("signals", taken.extend, fewest=1)

    assert set(taken[0]) == set(real("no_bus", level="meso", area="linde", month=MONTH)) | {
        "token", "raised_by",
    }  # fmt: skip
    assert shown["Where it comes from"] == "In society and its rules"
    assert taken[0]["level"] == "macro"
    assert field in taken[0]


def test_yes_is_an_act_of_its_own(home, amina, factor):
    given = home.post(SIGNAL, SENT | {"act": "give", "factor": factor.id})

    assert (given.status_code, given["Location"]) == (302, BECAME)
    assert [(one.theme, one.waits) for one in signalling.given(amina)] == [("no_bus", True)]


def test_change_it_brings_back_the_form_with_what_was_chosen(home):
    again = home.post(SIGNAL, SENT | {"act": "back"})

    assert again.status_code == 200
    assert re.search(r'value="no_bus"[^>]* checked', again.content.decode())
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"theme": "none"}, {"theme": "no_bus", "level": "none"}])
def test_what_is_in_no_list_is_asked_again(home, sent):
    assert home.post(SIGNAL, sent | {"act": "give"}).status_code == 422
    assert Letter.objects.count() == 0


def test_said_twice_it_says_why_not(home):
    home.post(SIGNAL, SENT | {"act": "give"})
    again = home.post(SIGNAL, SENT | {"act": "give"})

    assert again.status_code == 422
    assert (
        "You said this already, and it counts. You can say it again from 1 January 2027."
        in text(again)
    )


@pytest.mark.parametrize("address", [SIGNAL, BACK])
def test_no_theme_stands_in_the_address_of_giving_and_taking_back(home, amina, factor, address):
    """What a request log keeps: the method and the address."""
    pages = [
        home.get(f"{SIGNAL}?factor={factor.id}"),
        home.post(SIGNAL, SENT | {"factor": factor.id}),
    ]
    given = home.post(SIGNAL, SENT | {"act": "give", "factor": factor.id})
    pages += [home.get(BACK), home.get(BECAME)]
    addresses = [given["Location"]]
    for one in pages:
        addresses += re.findall(r'(?:action|href)="([^"]+)"', one.content.decode())

    assert address in addresses
    assert [one for one in addresses if any(theme in one for theme in THEMES)] == []


# --------------------------------------------------------------------------------- a sentence


def test_a_sentence_is_asked_only_where_somebody_reads_it(home):
    assert 'name="sentence"' not in home.get(SIGNAL).content.decode()

    house = Organisation.objects.create(name="Huis De Linde")
    Membership.objects.create(
        person=cast.person("Rik"), organisation=house, role="expert", area="linde"
    )
    shown = home.get(SIGNAL)

    assert 'name="sentence"' in shown.content.decode()
    assert "It is read first, within 14 days. Unread it never leaves." in text(shown)
    assert "expert by experience · Huis De Linde" in text(shown)
    assert "Rik" not in text(shown)
    preview = home.post(SIGNAL, SENT | {"sentence": "De bus komt\nniet."})
    assert facts(preview)["Your sentence, once it is read"] == "De bus komt niet."


READ = "Wijkhuis read it, and it is told on."
NOT_TOLD = "It is not told on: Wijkhuis found that somebody could be recognised in it."


def gave_along(person, state: str = "waiting", *, theme: str = "wait_home") -> None:
    """What a person said with a sentence, posted, and how it was found."""
    says(person, theme, sentence="Zij wachtte acht jaar.")
    post()
    one = Sentence.objects.filter(state="waiting", theme=theme).get()
    if state != "waiting":
        check(one, fine=state == "checked", on=timezone.localdate(), by="Wijkhuis")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("waiting", "It waits to be read. That happens within 14 days."),
        ("checked", READ),
        ("refused", NOT_TOLD),
    ],
)
def test_who_gave_a_sentence_reads_how_it_is_with_it_and_nobody_else_does(home, amina, state, said):
    gave_along(amina, state)
    other = cast.person("Rik", language="en")
    says(other)
    post()

    assert f"Your sentence of November 2026. {said}" in text(home.get(BECAME))
    theirs = text(browser(other).get(BECAME))
    assert "Waiting too long for a home" in theirs
    assert "Your sentence" not in theirs


def test_what_was_not_told_on_says_why_and_that_the_rest_counts(home, amina):
    gave_along(amina, "refused")

    shown = text(home.get(BECAME))

    assert "Its words were wiped. What you said without it still counts." in shown
    assert "acht jaar" not in shown


@pytest.mark.parametrize(("day", "late"), [("2026-12-14", False), ("2026-12-15", True)])
def test_a_sentence_that_waits_too_long_says_so_to_its_giver(home, amina, today, day, late):
    gave_along(amina)

    today.move_to(f"{day}T10:00:00+00:00")

    shown = text(browser(amina).get(BECAME))
    assert ("That takes longer than we promised." in shown) is late
    assert "Your sentence" in shown


def test_what_is_taken_back_says_nothing_of_its_sentence_any_more(home, amina):
    gave_along(amina, "checked")
    signalling.take_back(amina, "wait_home", MONTH, by=amina)

    assert "Your sentence" not in text(home.get(BECAME))


def test_nothing_about_a_sentence_is_kept_with_its_giver(home, amina):
    before = rows_of(amina)
    gave_along(amina, "checked")
    home.get(BECAME)

    assert rows_of(amina) == before


def rows_of(person) -> list[str]:
    """Every row that names this person, but for the session of their browser."""
    kept = (
        str(row)
        for model in apps.get_models()
        if model._meta.label not in ("people.Session", "privacy.WrappedKey")
        for row in model._base_manager.values()
    )
    return sorted(row for row in kept if str(person.pk) in row or person.pk.hex in row)


# ------------------------------------------------------------------------------------ taking back


@pytest.mark.parametrize("posted", [False, True])
def test_it_is_taken_back_from_the_page(home, amina, posted):
    says(amina)
    if posted:
        post()
    html = home.get(BACK).content.decode()
    assert ("November 2026 · counts" in text(home.get(BACK))) is posted
    sent = dict(re.findall(r'name="(theme|month)" value="([^"]+)"', html))

    told = [text(home.post(BACK, sent, follow=True)) for _twice in range(2)]

    assert signalling.given(amina) == []
    assert (NEVER_LEFT in told[0], COUNTED in told[0]) == (not posted, posted)
    assert "There was nothing to take back any more." in told[1]


def test_nobody_takes_back_what_is_of_another(home, amina):
    joke = cast.person("Joke")
    says(joke)
    post()

    home.post(BACK, {"theme": "wait_home", "month": MONTH})

    assert Signal.objects.count() == 1
    assert home.post(BACK, {"theme": "none", "month": MONTH}).status_code == 404


# -------------------------------------------------------------------------------- what became of it


def test_what_waits_for_the_post_stands_on_top(home, amina):
    says(amina)
    post()
    told_back()
    says(amina, "no_bus")

    shown = text(home.get(BECAME))

    assert shown.index("Waits for the post") < shown.index("No bus when you need one")
    assert shown.index("No bus when you need one") < shown.index("Waiting too long for a home")


def test_each_of_the_twelve_reads_it_and_nobody_else_does(home, amina):
    says(amina)
    twelve = [amina, *neighbours(11)]
    thirteenth, never = cast.person("Tom", language="en"), cast.person("Rik", language="en")
    says(thirteenth)
    post()
    signalling.take_back(thirteenth, "wait_home", MONTH, by=thirteenth)
    told_back()
    possibility()

    for one in twelve:
        shown = text(browser(one).get(BECAME))
        assert "Waiting too long for a home" in shown
        assert "You are not alone." in shown
        assert "Huurdersloket" in shown
        assert "Het loket is open." in shown
    for one in (thirteenth, never):
        shown = text(browser(one).get(BECAME))
        assert "There is nothing of yours on the way." in shown
        assert "Huurdersloket" not in shown
        assert "Waiting too long" not in shown


@pytest.mark.parametrize("enough", [False, True])
def test_not_alone_is_said_only_when_a_release_says_it(home, amina, enough):
    says(amina)
    neighbours(20)
    post()
    barrier()
    if enough:
        heard()

    assert ("You are not alone." in text(home.get(BECAME))) is enough


def test_a_possibility_becomes_a_step_by_ones_own_act(home, amina):
    says(amina)
    post()
    possibility("Loket <b>op dinsdag</b>")
    html = home.get(BECAME).content.decode()
    form = re.search(
        r'<form method="post" action="/plan/wat-werd-ervan/stap/".*?</form>', html, re.S
    )[0]
    number = re.search(r'name="id" value="([^"]+)"', form)[1]
    words = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", form, re.S)[1])
    assert words == "Loket <b>op dinsdag</b>"
    assert read_own(amina, kind="step") == []

    joke = cast.person("Joke")
    cast.bring_together(amina, joke)
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        cast.show(amina, joke, kind="step", later=True)
    for _twice in range(2):
        home.post("/plan/wat-werd-ervan/stap/", {"id": number, "words": words})

    assert [one.words for one in read_own(amina, kind="step")] == [words]
    # Whoever sees her steps does not see this one: it would tell what she said without her name.
    assert not Entry.objects.shown_to(joke).exists()


def test_answers_go_by_the_mailbox_and_only_about_ones_own(home, amina):
    says(amina)
    post()
    it, came = told_back(), possibility()
    other = possibility("Iets anders", theme="no_bus")
    fits = {"question": "fits", "about": came.pk, "said": ["real", "meaningful"]}

    assert home.post(BECAME, fits).status_code == 302
    assert (
        home.post(BECAME, {"question": "did", "about": it.pk, "said": "a_bit"}).status_code == 302
    )
    assert home.post(BECAME, fits | {"about": other.pk}).status_code == 404
    assert home.post(BECAME, fits | {"about": "x"}).status_code == 404
    assert home.post(BECAME, fits | {"question": "did"}).status_code == 404
    assert "your answer waits for the post" in text(home.get(BECAME))
    post()

    said = {str(one.about): one.said for one in Answer.objects.all()}
    assert said == {str(came.pk): ["real", "meaningful"], str(it.pk): ["a_bit"]}
    assert re.search(r'value="meaningful"[^>]* checked', home.get(BECAME).content.decode())


def test_it_is_not_asked_what_it_did_before_it_is_told_back(home, amina):
    says(amina)
    post()
    it = barrier()

    assert "Did it do something for you?" not in text(home.get(BECAME))
    sent = {"question": "did", "about": it.pk, "said": "yes"}
    assert home.post(BECAME, sent).status_code == 404


# ------------------------------------------------------------------------------------- news, calmly


@pytest.mark.parametrize("path", ["/", "/plan/"])
def test_there_is_a_card_only_when_something_moved(home, amina, today, path):
    says(amina)
    post()
    assert "Something moved" not in text(home.get(path))
    possibility(began=date(2026, 11, 20))
    assert "Something moved" in text(home.get(path))
    assert "Something moved" not in text(browser(cast.person("Rik")).get(path))

    home.get(BECAME)
    assert "Something moved" in text(home.get(path))
    today.move_to("2026-12-21T10:00:00+00:00")
    assert "Something moved" not in text(home.get(path))


@pytest.mark.parametrize("path", ["/", "/plan/", BECAME, BACK, SIGNAL])
def test_the_questions_of_a_page_do_not_grow(home, amina, path):
    Person.objects.filter(pk=amina.pk).update(since=date(2026, 1, 1))
    says(amina)
    post()
    told_back()
    possibility()
    gave_along(amina, theme="debts")
    one = asked(home, path)
    for month in ("2026-02", "2026-05", "2026-08"):
        for theme in list(THEMES)[1:6]:
            says(amina, theme, month=month, sentence="Zin.")
    post()
    for theme in list(THEMES)[1:6]:
        barrier(theme)
        possibility(theme, theme)

    assert asked(home, path) == one


# ------------------------------------------------------------------------------ rights, and not only me


@pytest.mark.parametrize("country", ["BE", "NL"])
def test_every_mechanism_has_a_right_with_its_source_in_each_country(country):
    told = rights.rights_of(MECHANISM, country)

    assert [one.mechanism for one in told] == list(MECHANISM)
    for one in told:
        assert one.right.sources
        assert all(
            source.url.startswith("https://") and source.name for source in one.right.sources
        )
        assert one.right.known_in == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("country", "bodies"),
    [
        ("BE", ["Unia", "Vlaams Mensenrechteninstituut"]),
        ("NL", ["Discriminatie.nl", "College voor de Rechten van de Mens"]),
    ],
)
def test_the_rights_bodies_of_the_country_stand_beside_discrimination(
    page, amina, settings, country, bodies
):
    settings.COUNTRY = country
    entry = wrote(amina, "factor", "x", polarity="hindering", mechanism=["discrimination_stigma"])
    html = page.get(f"/plan/{entry.id}/").content.decode()

    assert re.findall(r'rel="noreferrer">([^<]+)</a></li>', html) == bodies
    assert "As we know it in November 2026." in text(page.get(f"/plan/{entry.id}/"))


def test_a_country_nobody_wrote_for_is_refused(monkeypatch):
    from krachtlijn.config import environment

    monkeypatch.setenv("KRACHTLIJN_COUNTRY", "nl")
    assert environment.one_of("KRACHTLIJN_COUNTRY", "BE", "NL") == "NL"
    monkeypatch.setenv("KRACHTLIJN_COUNTRY", "XX")
    with pytest.raises(ValueError, match="BE, NL"):
        environment.one_of("KRACHTLIJN_COUNTRY", "BE", "NL")


@pytest.mark.parametrize("where", ["surroundings", "society"])
def test_this_is_not_only_me_stands_in_ones_own_words(page, amina, where):
    entry = wrote(amina, "factor", "x", polarity="hindering", where=["self"])

    page.post(f"/plan/niet-alleen-ik/{entry.id}/", {"where": where})

    (kept,) = read_own(amina)
    assert kept.content["where"] == ["self", where]
    assert kept.revision == 2
    assert "niet-alleen-ik" not in page.get(f"/plan/{entry.id}/").content.decode()


def test_not_only_me_is_said_by_oneself_of_a_factor(page, amina):
    joke = cast.person("Joke")
    hers = wrote(joke, "factor", "x")
    goal = cast.keep(amina, "x")
    mine = wrote(amina, "factor", "x")

    for number, where, status in (
        (hers.id, "society", 404), (goal.id, "society", 404), (mine.id, "self", 404),
    ):  # fmt: skip
        answer = page.post(f"/plan/niet-alleen-ik/{number}/", {"where": where})
        assert answer.status_code == status
    assert page.get(f"/plan/niet-alleen-ik/{mine.id}/").status_code == 405


# ----------------------------------------------------------------------------------- erasing oneself


@pytest.mark.parametrize(("chosen", "left"), [("take", 0), ("leave", 2)])
def test_before_erasing_it_is_asked_what_happens_to_what_was_said(home, amina, chosen, left):
    says(amina)
    post()
    says(amina, "no_bus")
    assert "What you said without your name" in text(home.get("/ik/wissen/"))
    assert home.post("/ik/wissen/", {"sure": "1"}).status_code == 422
    assert Person.objects.filter(pk=amina.pk).exists()

    assert home.post("/ik/wissen/", {"sure": "1", "signals": chosen}).status_code == 200

    post()
    assert not Person.objects.filter(pk=amina.pk).exists()
    assert Signal.objects.exclude(raised_by=Signal.RaisedBy.NOBODY).count() == left


def test_who_said_nothing_is_not_asked(home):
    assert "What you said without your name" not in text(home.get("/ik/wissen/"))
    assert home.post("/ik/wissen/", {"sure": "1"}).status_code == 200


# --------------------------------------------------------------------------- languages, and no script


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_pages_speak_ones_language(home, amina, factor, language):
    Person.objects.filter(pk=amina.pk).update(language=language)
    says(amina)
    post()
    told_back()
    possibility()
    said = {"nl": ("Jij staat niet alleen.", "Dit gaat de deur uit. Niets anders."),
            "fr": ("Tu n’es pas", "Voici ce qui part. Rien d'autre.")}[language]  # fmt: skip
    with translation.override(language):
        client = browser(amina)
        client.cookies["taal"] = language
        assert said[0].replace("’", "'") in text(client.get(BECAME)).replace("’", "'")
        assert said[1] in text(client.post(SIGNAL, SENT))
        assert "You " not in text(client.get(f"/plan/{factor.id}/"))


@pytest.mark.parametrize("path", [SIGNAL, BACK, BECAME, "/plan/buurt/"])
def test_every_form_works_without_a_script(home, amina, path):
    says(amina)
    post()
    told_back()
    possibility()
    html = home.get(path).content.decode()
    main = html[html.index("<main") : html.index("</main>")]

    assert "<script" not in main
    assert re.search(r"\son\w+=", main) is None
    for form in re.findall(r"<form.*?</form>", main, re.S):
        assert 'method="post"' in form
        assert "<button" in form
        assert "csrfmiddlewaretoken" in form


# -------------------------------------------------------------------------------------- planted bugs


def gives_at_once(monkeypatch):
    """A preview that is already a yes."""
    real = signal_pages._preview_or_give

    def hasty(request, context, area):
        request.POST = request.POST.copy()
        request.POST["act"] = "give"
        return real(request, context, area)

    monkeypatch.setattr(signal_pages, "_preview_or_give", hasty)


def answers_about_anything(monkeypatch):
    monkeypatch.setattr(signal_pages, "_answered", lambda request, became: _keep(request))


def _keep(request):
    from django.shortcuts import redirect

    became.answer(request.user, "fits", request.POST["about"], [], by=request.user)
    return redirect("what-became")


@pytest.mark.parametrize(
    ("plant", "test"),
    [
        (gives_at_once, test_the_preview_says_exactly_what_leaves_and_nothing_left_yet),
        (answers_about_anything, test_answers_go_by_the_mailbox_and_only_about_ones_own),
    ],
)
def test_seen_red(home, amina, factor, monkeypatch, plant, test):
    plant(monkeypatch)

    with pytest.raises(AssertionError):
        test(home, factor if plant is gives_at_once else amina)
