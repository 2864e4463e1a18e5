"""Being signed in, and proving it again: the card's letters stay sealed in the session for the PIN."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.utils import timezone

from krachtlijn.people import cards, pins
from krachtlijn.people.devices import device_name
from krachtlijn.people.models import Card, Person
from krachtlijn.people.secrets import tidy
from krachtlijn.privacy.sealing import Place, Unreadable, decrypt, encrypt

BACKEND = "krachtlijn.people.backends.CardBackend"
FRESH = timedelta(minutes=10)
OWN_DEVICE_LASTS = 30 * 24 * 3600


def sign_in(request, person: Person, *, letters: str = "", own_device: bool = False) -> None:
    """Begin a session; on a shared device it ends with the browser or after fifteen idle minutes."""
    login(request, person, backend=BACKEND)
    request.session["device"] = device_name(request.headers.get("User-Agent", ""))
    request.session["own_device"] = own_device
    request.session.set_expiry(OWN_DEVICE_LASTS if own_device else 0)
    remember(request, letters)


def remember(request, letters: str) -> None:
    """Note that the person proved who they are, just now."""
    request.session["proved_at"] = timezone.now().isoformat()
    if letters:
        _keep(request, "card", tidy(letters))


def is_fresh(moment: datetime | None) -> bool:
    """Whether a proof was given in the last ten minutes."""
    return moment is not None and timezone.now() - moment <= FRESH


def proved_at(request) -> datetime | None:
    """When the person behind this request last proved who they are."""
    token = getattr(request, "token", None)
    if token is not None:
        return token.made
    said = request.session.get("proved_at")
    return datetime.fromisoformat(said) if said else None


def letters_of(request) -> str:
    """The letters of the card this session was opened with; empty without a card."""
    return _kept(request, "card")


def drawn_pin(request) -> str:
    """The PIN that was drawn for this person, until they say they have it."""
    return _kept(request, "drawn")


def forget_drawn_pin(request) -> None:
    request.session.pop("drawn", None)


def prove(request, pin: str) -> bool:
    """Prove it again by PIN; every try counts on the card, as at the front door."""
    letters = letters_of(request)
    if not letters or cards.check_card(letters, pin) != request.user:
        return False
    remember(request, "")
    return True


def has_card(person: Person) -> bool:
    return Card.objects.filter(person=person).exists()


def new_card(request, pin: str) -> None:
    """A new card for who is signed in; every other device is signed out at once.

    Without a PIN one is drawn, and kept sealed in the session until its owner has written it down.
    """
    forget_drawn_pin(request)
    chosen = pin or pins.draw()
    letters = cards.make_card(pin=chosen, by=request.user)
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
    remember(request, letters)
    if not request.session.get("own_device"):
        request.session.set_expiry(0)
    if not pin:
        _keep(request, "drawn", chosen)


def _keep(request, name: str, value: str) -> None:
    sealed = encrypt(settings.SECRETS.read("session"), 1, value.encode(), _place(request, name))
    request.session[name] = sealed.hex()


def _kept(request, name: str) -> str:
    try:
        sealed = bytes.fromhex(request.session.get(name, ""))
        return decrypt(settings.SECRETS.read("session"), sealed, _place(request, name)).decode()
    except Unreadable:
        return ""


def _place(request, name: str) -> Place:
    return Place(f"session.{name}", "", request.user.pk)
