from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info


def shell(request):
    """What every page needs around its content. Asks the database nothing of its own.

    `places` looks at who is signed in only when a page draws them, so an error page never does.
    A view may hand in `here` itself; what it says goes before what the address says.
    """
    return {
        "places": SimpleLazyObject(lambda: _places(request)),
        "here": _here(request.path),
        "languages": _languages(),
        "read": get_language(),
    }


def _places(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    here = _here(request.path)
    return [
        {
            "name": name,
            "url": reverse(name),
            "label": label,
            "pictogram": pictogram,
            "current": name == here,
        }
        for name, label, pictogram in settings.PLACES
    ]


def _here(path):
    """The place whose address is the longest beginning of this path; `/` is only itself."""
    found = ("", "")
    for name, _label, _pictogram in settings.PLACES:
        address = reverse(name)
        if path == address or (address != "/" and path.startswith(address)):
            found = max(found, (address, name))
    return found[1]


def _languages():
    now = get_language()
    return [
        {"code": code, "name": get_language_info(code)["name_local"], "current": code == now}
        for code, _name in settings.LANGUAGES
    ]
