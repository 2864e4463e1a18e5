"""Every no of the API in one place: its status, and one sentence in the reader's language."""

from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from ninja.errors import HttpError, ValidationErrorContext
from ninja.responses import Response
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from krachtlijn.exchange import schemas, telling
from krachtlijn.privacy.sealing import Unreadable
from krachtlijn.vault.errors import Invalid, NotThere, Stale, Taken, Wiped
from krachtlijn.vault.reading import read_one
from krachtlijn.vault.validation import sentences
from krachtlijn.web.answers import Refused

SENTENCES = {
    400: _("This could not be read. Send one JSON object in UTF-8."),
    401: _("Sign in first, or send a personal key that still works."),
    403: _("It is not certain that you sent this. Load the page again, then send it once more."),
    404: _("This is not there."),
    405: _("This cannot be done here."),
    409: _("This id already stands for something else. Use a new id."),
    410: _("This was here and was taken away for good."),
    412: _("Something was written here in the meantime. You get both texts: put them together."),
    413: _("This is too much at once. Send less."),
    415: _("Send this as JSON, with Content-Type: application/json."),
    422: _("Something does not fit. See per field what to do."),
    428: _("Say in the header If-Match which revision you saw."),
}
NO_REVISION = _("If-Match does not hold a revision. Send its number, such as 3.")
STATUSES = {
    SuspiciousOperation: 400,
    MultiPartParserError: 400,
    NotThere: 404,
    Http404: 404,
    Wiped: 410,
    Unreadable: 410,
    RequestDataTooBig: 413,
}
SHAPES = {409: schemas.InUse, 412: schemas.Outdated, 422: schemas.Misfit}


class NoRevision(Exception):
    """``If-Match`` is there, but names no revision."""


def or_else(*statuses: int) -> dict[int, Any]:
    """For the description of an operation: the ways it can say no, each with its shape."""
    return {status: SHAPES.get(status, schemas.Said) for status in statuses}


def said(status: int, detail=None, **more) -> HttpResponse:
    return Response({"detail": str(detail or SENTENCES[status]), **more}, status=status)


def misfit(contexts: list[ValidationErrorContext]) -> Exception:
    """What to raise when the parts of a request do not fit what the operation asks."""
    wrong = {
        context.model.__ninja_param_source__: context.pydantic_validation_error
        for context in contexts
    }
    if "path" in wrong:
        # An id that cannot be is not there either; nobody need know which.
        return NotThere()
    if "header" in wrong:
        return _no_revision(wrong["header"])
    errors = sentences(wrong["query"]) if "query" in wrong else {}
    if "body" in wrong:
        if any(len(each["loc"]) < 2 for each in _lines(wrong["body"])):
            return HttpError(400, "no object")
        errors |= sentences(_by_field(wrong["body"]))
    return Invalid(errors)


def answer_errors(api) -> None:
    """The handlers; nothing else in this package turns an error into an answer."""
    for error, status in STATUSES.items():
        api.add_exception_handler(error, lambda request, exc, status=status: said(status))
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(NoRevision, lambda request, exc: said(400, NO_REVISION))
    api.add_exception_handler(Refused, lambda request, exc: said(403, exc.reason))
    api.add_exception_handler(Invalid, lambda request, exc: said(422, errors=exc.errors))
    api.add_exception_handler(Taken, _taken)
    api.add_exception_handler(Stale, _stale)


def _http(request, exc: HttpError) -> HttpResponse:
    # What a parser raises is wrapped once more on its way here; the first knows best. Ninja's own
    # words are in English only, so the status chooses the sentence.
    first = exc.__cause__ if isinstance(exc.__cause__, HttpError) else exc
    answer = said(first.status_code)
    if first.status_code == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def _taken(request, exc: Taken) -> HttpResponse:
    named = request.resolver_match.kwargs.get("entry_id") if request.resolver_match else None
    try:
        current = read_one(request.user, UUID(str(named)))
    except (ValueError, NotThere, Wiped):
        return said(409)
    return said(409, current=telling.entry(current, request.user))


def _stale(request, exc: Stale) -> HttpResponse:
    return said(412, current=telling.entry(exc.current, request.user), yours=exc.yours)


def _no_revision(error: ValidationError) -> Exception:
    missing = any(each["type"] == "missing" for each in _lines(error))
    return HttpError(428, "no If-Match") if missing else NoRevision()


def _lines(error: ValidationError) -> list:
    return error.errors(include_url=False, include_input=False)


def _by_field(error: ValidationError) -> ValidationError:
    """The same errors, placed by field: a body comes in under the name of the view's parameter."""
    lines = [
        InitErrorDetails(
            type=PydanticCustomError(each["type"], "does not fit", each.get("ctx")),
            loc=each["loc"][1:],
            input=None,
        )
        for each in _lines(error)
    ]
    return ValidationError.from_exception_data("body", lines)
