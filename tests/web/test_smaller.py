"""Pages go over the wire compressed; never where words of the asker stand beside someone's own."""

import gzip
import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware import gzip as django_gzip
from django.test import Client
from django.utils import timezone

from krachtlijn.exchange import mydata
from krachtlijn.exchange.models import TakeAway
from krachtlijn.web import middleware
from krachtlijn.web.middleware import Smaller
from tests import cast
from tests.faults.planting import plant

LONG = "Een lang verhaal over wonen. " * 100
ACCEPTS = {"accept-encoding": "gzip, deflate, br"}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|value="[0-9a-f-]{36}"')


@pytest.fixture
def amina(db):
    return cast.person("Amina", language="en")


@pytest.fixture
def browser(amina):
    client = Client()
    client.force_login(amina, backend="krachtlijn.people.backends.CardBackend")
    session = client.session
    session["own_device"] = True
    session.save()
    return client


def sent(rf, response, method="get", path="/plan/", **headers):
    """What leaves of this response, for a browser that takes gzip."""
    request = getattr(rf, method)(path, headers=ACCEPTS | headers)
    return Smaller(lambda request: response)(request)


def is_small(response) -> bool:
    return response.headers.get("Content-Encoding") == "gzip"


# --------------------------------------------------------------------------------- real pages


@pytest.mark.parametrize("path", ["/", "/plan/", "/samen/", "/ik/", "/in/"])
def test_a_page_is_compressed_for_who_takes_that_and_says_the_same(browser, amina, path):
    cast.keep(amina, "Een droog huis")
    client = Client() if path == "/in/" else browser

    small, plain = client.get(path, headers=ACCEPTS), client.get(path)

    assert (small.status_code, is_small(small), is_small(plain)) == (200, True, False)
    assert TOKEN.sub(b"", gzip.decompress(small.content)) == TOKEN.sub(b"", plain.content)
    assert len(small.content) < len(plain.content) / 2
    for answer in (small, plain):
        assert int(answer["Content-Length"]) == len(answer.content)
        # Whatever keeps a copy keeps one for each: pages themselves are kept nowhere.
        assert {"Accept-Encoding", "Cookie"} <= set(answer["Vary"].split(", "))
        assert answer["Cache-Control"] == "no-store"


def test_the_file_of_my_data_is_compressed_and_its_pdf_is_not(browser, amina):
    cast.keep(amina, LONG)
    asked = mydata.ask(by=amina, proved_at=timezone.now())
    TakeAway.objects.filter(pk=asked.pk).update(opens=timezone.now())

    told = browser.get("/ik/alles/mijn-plan.json", headers=ACCEPTS)
    paper = browser.get("/ik/alles/mijn-plan.pdf", headers=ACCEPTS)

    assert is_small(told)
    assert b"Een lang verhaal" in gzip.decompress(told.content)
    assert not is_small(paper)
    assert paper.content.startswith(b"%PDF-")
    assert "Accept-Encoding" not in paper.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/samen/mogelijkheden/?words=wonen", 200),  # words of the asker come back
        ("get", "/plan/nieuw/goal/?ideas=1", 200),
        ("post", "/plan/nieuw/goal/", 422),  # so do those of a form that is not right yet
        ("get", "/healthz", 200),  # too short to gain
        ("head", "/plan/", 204),
    ],
)
def test_what_could_hold_words_of_the_asker_or_gains_nothing_stays_as_it_is(
    browser, method, path, status
):
    form = {"id": str(uuid4()), "words": ""} if method == "post" else None

    answer = getattr(browser, method)(path, form, headers=ACCEPTS)

    assert answer.status_code == status
    assert not is_small(answer)
    assert int(answer["Content-Length"] if status != 204 else 0) == len(answer.content)


# ------------------------------------------------------------------------------ one by one


@pytest.mark.parametrize(
    ("kind", "small"),
    [
        ("text/html; charset=utf-8", True),
        ("text/plain", True),
        ("application/json", True),
        ("application/schema+json", True),
        ("application/pdf", False),
        ("image/png", False),
        ("font/woff2", False),
    ],
)
def test_only_text_is_compressed(rf, kind, small):
    assert is_small(sent(rf, HttpResponse(LONG, content_type=kind))) is small


@pytest.mark.parametrize(("length", "small"), [(199, False), (200, True), (10_000, True)])
def test_from_two_hundred_bytes_on_it_is_worth_it(rf, length, small):
    answer = sent(rf, HttpResponse("x" * length))

    assert is_small(answer) is small
    assert (answer.headers.get("Vary") == "Accept-Encoding") is small


@pytest.mark.parametrize(
    ("accepts", "small"), [("", False), ("br", False), ("deflate, gzip", True)]
)
def test_who_does_not_take_it_gets_it_plain_and_the_answer_says_that_it_varies(rf, accepts, small):
    answer = sent(rf, HttpResponse(LONG), **{"accept-encoding": accepts})

    assert is_small(answer) is small
    assert answer["Vary"] == "Accept-Encoding"


def test_what_streams_goes_on_streaming(rf):
    answer = sent(rf, StreamingHttpResponse(iter([LONG, LONG]), content_type="text/html"))

    assert not is_small(answer)
    assert b"".join(answer.streaming_content) == (LONG + LONG).encode()


def test_what_is_compressed_already_is_left_alone(rf):
    done = gzip.compress(LONG.encode())
    answer = sent(rf, HttpResponse(done, headers={"Content-Encoding": "br"}))

    assert (answer.content, answer["Content-Encoding"]) == (done, "br")


def test_a_mark_of_a_page_becomes_a_weak_one(rf):
    """Two ways to send one text are not the same byte for byte."""
    marked = sent(rf, HttpResponse(LONG, headers={"ETag": '"1"'}))
    plain = sent(rf, HttpResponse(LONG, headers={"ETag": '"1"'}), **{"accept-encoding": ""})

    assert (marked["ETag"], plain["ETag"]) == ('W/"1"', '"1"')


def test_it_stands_outside_of_all_that_makes_a_page_and_inside_of_what_hands_out_files():
    order = settings.MIDDLEWARE
    at = order.index("krachtlijn.web.middleware.Smaller")

    assert order[at - 1] == "whitenoise.middleware.WhiteNoiseMiddleware"
    assert order[at + 1] == "krachtlijn.web.middleware.PageHeaders"


# ------------------------------------------------------------------------------------ guessing

SECRET = "Amina woont in de Lindewijk, nummer 4719"


def page(request):
    """A page with something of its reader, and with what was asked."""
    asked = request.GET.get("zoek", "")
    return HttpResponse(f"<p>{LONG}</p><p>{SECRET}</p><input value='{asked}'>")


def lengths(rf, guesses) -> list[int]:
    return [
        len(Smaller(page)(rf.get("/", {"zoek": guess}, headers=ACCEPTS)).content)
        for guess in guesses
    ]


GUESSES = [f"nummer {number}" for number in ("4719", "8352", "6028", "1564")]


def test_how_long_a_page_is_tells_nothing_of_what_is_in_it(rf):
    assert len(set(lengths(rf, GUESSES))) == 1


def test_seen_red_compressed_with_what_was_asked_the_right_guess_is_the_shortest(rf, monkeypatch):
    plant(monkeypatch, middleware.may_shrink, "asks_nothing and", "True and")
    monkeypatch.setattr(django_gzip.GZipMiddleware, "max_random_bytes", 0)

    right, *wrong = lengths(rf, GUESSES)

    assert right < min(wrong)


def test_the_same_page_has_another_length_each_time(rf):
    """Where someone else could have put words in a page after all, a length says little."""
    seen = {len(sent(rf, HttpResponse(LONG)).content) for _ in range(60)}

    assert len(seen) > 20
    assert max(seen) - min(seen) < 100
