from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.utils import translation

from krachtlijn.people import keeping

IDLE = 15 * 60
IDLE_COOKIE = "still-here"


class SharedDevice:
    """On a device that others use too, fifteen idle minutes end it.

    Kept in a cookie, because reading writes nothing in the database.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.signer = TimestampSigner(salt="shared device")

    def __call__(self, request):
        if self._is_shared(request) and not self._was_here(request):
            request.user = AnonymousUser()
        response = self.get_response(request)
        if self._is_shared(request):
            response.set_cookie(
                IDLE_COOKIE,
                self.signer.sign(str(request.user.pk)),
                httponly=True,
                secure=request.is_secure(),
                samesite="Lax",
            )
        return response

    def _is_shared(self, request) -> bool:
        return (
            "session" in vars(request)
            and getattr(request, "token", None) is None
            and request.user.is_authenticated
            and not request.session.get("own_device")
            # Without a card nobody could come back, so idling must not end it.
            and "card" in request.session
            and "_auth_user_id" in request.session
        )

    def _was_here(self, request) -> bool:
        try:
            said = self.signer.unsign(request.COOKIES.get(IDLE_COOKIE, ""), max_age=IDLE)
        except BadSignature:
            return False
        return said == str(request.user.pk)


class OwnLanguage:
    """The language a person chose; before they sign in, the one of the cookie or the browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Closed(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless it is marked open. What was typed is not lost by it."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            return keeping.ask_sign_in(request)
        return super().handle_no_permission(request, view_func)
