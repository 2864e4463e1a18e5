"""The devices someone is signed in on, as they would call them."""

from django.utils import timezone

from krachtlijn.people.models import Person, Session

SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
    "Mac OS": "Mac", "CrOS": "Chromebook", "Linux": "Linux",
}  # fmt: skip
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}


def device_name(user_agent: str) -> str:
    """A coarse name, such as "Android, Firefox"; no version and nothing that tells devices apart."""
    found = [_first(SYSTEMS, user_agent), _first(BROWSERS, user_agent)]
    return ", ".join(name for name in found if name)


def devices_of(person: Person):
    live = Session.objects.filter(person=person, expire_date__gt=timezone.now())
    return live.order_by("-begun")


def end_device(handle, *, by: Person) -> None:
    Session.objects.filter(person=by, handle=handle).delete()


def end_other_devices(here: str, *, by: Person) -> None:
    """End every session of this person but the one with this (hashed) key."""
    Session.objects.filter(person=by).exclude(session_key=here).delete()


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
