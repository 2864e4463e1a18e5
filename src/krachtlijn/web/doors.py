"""Every view says at its top who may come in, and by which rule.

A door is the first decorator, above all others:

    @own_page
    @require_POST
    def let_go(request, id): ...

So the mark lies on the function that the address book holds. A door inside another decorator still
works when that decorator uses `functools.wraps`, which carries the mark along. A view has one door.

Everything is closed unless opened: the sign-in is asked wherever a view is not marked open.
`own_page` and `shown_page` therefore only state the rule; a test reads it back from every view.
"""

from django.contrib.auth.decorators import login_not_required


def open_page(why):
    """Nobody needs to sign in here, and this is why."""
    if not isinstance(why, str) or not why.strip():
        raise TypeError("An open page says why it is open: @open_page('…').")

    def opened(view):
        return login_not_required(_marked(view, f"open: {why}"))

    return opened


def own_page(view):
    """Signed in, and shows only what is the reader's own."""
    return _marked(view, "own: shows only what is the reader's own")


def shown_page(view):
    """Signed in, shows what others let the reader see, and writes down that it was looked at."""
    return _marked(view, "shown: shows what others let the reader see, and writes down the look")


def _marked(view, rule):
    if hasattr(view, "rule"):
        raise TypeError(f"{view.__name__} already has a door: {view.rule}")
    view.rule = rule
    return view
