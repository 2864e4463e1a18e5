from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from krachtlijn.web.answers import Refused

HEALTH = "/healthz"
SHRINKS = ("text/", "application/json", "application/schema+json")
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


class Smaller:
    """Pages go over the wire compressed, where nothing that was asked along can stand in them."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request):
        response = self.get_response(request)
        if may_shrink(request, response):
            return self.gzip.process_response(request, response)
        return response


class PageHeaders:
    """Nothing from elsewhere runs in a page, and no page stays behind in a browser or on the way."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": content_policy(settings.QUICK_EXIT),
            # Not "no-referrer": browsers then send "Origin: null" with a form, and the CSRF check
            # refuses every form. To other sites this tells just as little: nothing.
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex, nofollow",
        }

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers[name] = value
        if not is_static(request.path):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class NothingUnasked:
    """No page is made unasked: reading may write a look, and a look must be a person's own act."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_static(request.path) or request.path == HEALTH:
            return self.get_response(request)
        if request.method == "HEAD":
            return HttpResponse(status=204)
        if is_prefetch(request):
            return HttpResponse(status=503)
        return self.get_response(request)


class Answers:
    """A rule's no becomes a page, or for a program a line, with the reason."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": str(exception.reason)}, status=403)
        return render(request, "403.html", {"reason": exception.reason}, status=403)


def content_policy(quick_exit):
    # A form that answers with a redirect needs the address it redirects to among its actions.
    away = urlsplit(quick_exit)
    actions = f"'self' {away.scheme}://{away.netloc}" if away.netloc else "'self'"
    return (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {actions}"
    )


def may_shrink(request, response):
    """Not where words of whoever asked can stand beside someone's own: the length of both together
    would tell, guess after guess, where they are alike (BREACH). Those come in a question or a form.
    """
    asks_nothing = request.method == "GET" and not request.META.get("QUERY_STRING")
    kind = response.headers.get("Content-Type", "")
    return asks_nothing and not response.streaming and kind.startswith(SHRINKS)


def is_prefetch(request):
    said = " ".join(request.headers.get(name, "") for name in PREFETCH_HEADERS).lower()
    return any(word in said for word in ("prefetch", "prerender", "preview"))


def is_static(path):
    return path.startswith(settings.STATIC_URL)
