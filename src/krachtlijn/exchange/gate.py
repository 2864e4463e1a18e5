"""The gate of the API: who may come in, and how a body is read."""

import json
from functools import wraps
from typing import Any, NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.parser import Parser
from ninja.security import HttpBearer, SessionAuth

from krachtlijn.exchange.errors import answer_errors, misfit, said
from krachtlijn.people.tokens import token_from
from krachtlijn.web.doors import open_page

ASKS = "api: asks for a session or a personal key by itself, and shows what that person may see"


class Key(HttpBearer):
    """A personal key. It works as its owner, in their language, and needs no cookie."""

    def authenticate(self, request, token):
        found = token_from(token.strip())
        if found is None:
            # A key that stopped is never silently replaced by the cookie beside it.
            raise AuthenticationError
        request.token, request.user = found, found.person
        translation.activate(found.person.language)
        return found.person


class Cookie(SessionAuth):
    """A signed-in session; what it changes has to come from one of our own pages."""

    def __init__(self):
        super().__init__(csrf=False)

    def authenticate(self, request, key):
        # Who is not signed in hears that, before any talk of forgery.
        person = super().authenticate(request, key)
        if person and _is_forged(request):
            raise HttpError(403, "no page token")
        return person


class Forgery(CsrfViewMiddleware):
    """Django's own check, that says what is wrong where Django would draw a page about it."""

    def _reject(self, request, reason):
        return reason


class OneObject(Parser):
    """A body is one JSON object in UTF-8, and says so."""

    def parse_body(self, request):
        if request.content_type != "application/json":
            raise HttpError(415, "not JSON")
        body = json.loads(request.body.decode(), parse_constant=_refuse)
        if not isinstance(body, dict):
            raise ValueError("not an object")
        return body


class Api(NinjaAPI):
    """Django-ninja, with our own gate, our own answers and a rule on every view."""

    def __init__(self, **named: Any):
        super().__init__(
            auth=[Key(), Cookie()], parser=OneObject(), docs_decorator=_description, **named
        )
        answer_errors(self)

    @property
    def urls(self):
        patterns, app, namespace = super().urls
        # An address we do not have answers as JSON too.
        patterns[-1].callback = _nothing  # the root
        patterns = [*patterns, path("<path:rest>", _nothing)]
        for pattern in patterns:
            pattern.callback = _asks_by_itself(pattern.callback)
        return patterns, app, namespace

    def validation_error_from_error_contexts(self, error_contexts) -> Any:
        return misfit(error_contexts)

    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__


def _is_forged(request) -> bool:
    check = Forgery(lambda request: HttpResponse())
    request.csrf_processing_done = False
    check.process_request(request)
    return bool(check.process_view(request, _nothing, (), {}))


def _description(view):
    return open_page("the description of the API holds nothing of anyone")(require_GET(view))


@open_page("there is nothing at this address")
def _nothing(request, rest=""):
    return said(404)


def _asks_by_itself(view):
    """Past the sign-in page, since a program cannot fill that in; every no is JSON."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = said(405)
            response["Allow"] = allowed
        # Here it is still known in whose language the answer is.
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    answered.rule = getattr(view, "rule", ASKS)  # type: ignore[attr-defined]
    return answered


def _refuse(name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")
