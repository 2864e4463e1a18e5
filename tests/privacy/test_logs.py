"""The log says what happened and where in the code, never what someone wrote or who it was."""

import io
import logging
import logging.config
import sys

import pytest
from django.conf import settings
from django.test import Client

from krachtlijn.privacy.logs import NoContent

MARKER = "zij wil weg bij hem 7f3a91"


@pytest.fixture
def log():
    """What the handler of this installation writes, as configured."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NoContent())
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    roots = [logging.getLogger(), logging.getLogger("django")]
    # Alone, because other handlers would show what this one changed.
    kept = [(logger, logger.handlers, logger.propagate) for logger in roots]
    roots[0].handlers, roots[1].handlers = [handler], []
    yield written
    for logger, handlers, propagate in kept:
        logger.handlers, logger.propagate = handlers, propagate


def fail():
    said = {"words": MARKER}
    try:
        raise ValueError(f"cannot keep {said}")
    except ValueError as error:
        raise RuntimeError(MARKER) from error


@pytest.mark.parametrize("name", ["krachtlijn.vault", "django.request", "anything"])
def test_an_error_names_its_kind_and_place_and_nothing_it_holds(log, name):
    try:
        fail()
    except RuntimeError:
        logging.getLogger(name).exception("failed on %s", MARKER, extra={"status_code": 500})

    assert MARKER not in log.getvalue()
    assert "Traceback" not in log.getvalue()
    assert f"RuntimeError at {__file__}:" in log.getvalue()


def test_without_the_filter_the_log_would_hold_it(log):
    logging.getLogger().handlers[0].filters.clear()
    try:
        fail()
    except RuntimeError:
        logging.getLogger("krachtlijn.vault").exception("failed")

    assert MARKER in log.getvalue()


def test_an_error_text_that_was_formatted_before_is_dropped_too(log):
    try:
        fail()
    except RuntimeError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, "f", 1, "failed", (), sys.exc_info()
        )
    record.exc_text = f"Traceback: {MARKER}"

    logging.getLogger("x").handle(record)

    assert MARKER not in log.getvalue()


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.security"])
def test_a_request_is_logged_without_its_path(log, name):
    logging.getLogger(name).warning(
        "Not Found: %s", f"/plan/{MARKER}/", extra={"status_code": 404, "request": None}
    )

    assert MARKER not in log.getvalue()
    assert "/plan/" not in log.getvalue()
    assert name in log.getvalue()


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("get", f"/{MARKER}/", {}),
        ("get", "/plan/", {"q": MARKER}),
        ("post", "/ik/naam/", {"name": MARKER}),
        ("get", "/static/" + MARKER, {}),
        ("post", "/healthz", {"words": MARKER}),
    ],
)
@pytest.mark.django_db
def test_no_request_leaves_its_path_or_content_in_the_log(log, method, path, data):
    getattr(Client(raise_request_exception=False), method)(path, data)

    assert MARKER not in log.getvalue()
    assert MARKER.replace(" ", "%20") not in log.getvalue()


@pytest.mark.django_db
def test_a_page_that_fails_leaves_nothing_of_what_was_typed(log, monkeypatch):
    from krachtlijn.people import cards

    def failing(card, pin):
        raise RuntimeError(f"cannot weigh {card} {pin}")

    monkeypatch.setattr(cards, "check_card", failing)

    answer = Client(raise_request_exception=False).post(
        "/in/", {"card": f"{MARKER} 0123456789", "pin": "594672"}
    )

    assert answer.status_code == 500
    assert MARKER not in log.getvalue() + answer.content.decode()
    assert "594672" not in log.getvalue() + answer.content.decode()
    assert "RuntimeError at" in log.getvalue()


def test_everything_that_is_logged_goes_through_the_filter():
    told = settings.LOGGING

    assert told["filters"]["no_content"]["()"] == "krachtlijn.privacy.logs.NoContent"
    for handler in told["handlers"].values():
        assert handler["filters"] == ["no_content"]
    assert {name for name, made in told["loggers"].items() if made.get("handlers")} == set()
    assert settings.DEBUG is False
