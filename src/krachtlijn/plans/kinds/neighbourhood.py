from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from pydantic import model_validator

from krachtlijn.organisations.areas import areas_at
from krachtlijn.people.models import Person
from krachtlijn.vault.kinds import One, Record, Words, ask_one, ask_words, kind
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, read_own
from krachtlijn.web.codes import LiveCodes


def areas_of_today() -> dict[str, str]:
    """The areas someone can live in today: what each is called, by its code."""
    found = areas_at(timezone.localdate()).values_list("code", "name", "city")
    return {code: f"{name}, {city}" if city else name for code, name, city in found}


@kind(
    name="neighbourhood",
    one=_("My neighbourhood"),
    many=_("My neighbourhood"),
    add=_("Say where I live"),
    saved=_("Your neighbourhood is in your plan, and only for you."),
    pictogram="map-pin",
    room="people",
    order=18,
    only_me=True,
    one_stands=True,
    meta=(),
)
class Neighbourhood(Record):
    """Where I live, as an area of a list: so that what I say can count for my street. One stands."""

    words: Words = ask_words(
        _("What do you call your neighbourhood?"), hint=_("The way you say it yourself."), rows=1
    )
    area: One = ask_one(
        _("Which neighbourhood of the list is it?"), LiveCodes("area", areas_of_today)
    )

    @model_validator(mode="before")
    @classmethod
    def called_as_in_the_list(cls, content):
        """Whoever only chooses from the list need not write it down as well."""
        if isinstance(content, dict) and content.get("area") and not content.get("words"):
            return {**content, "words": areas_of_today().get(str(content["area"]), "")}
        return content

    def mark(self):
        return "icon", ""


def area_in(entries: list[Opened]) -> str:
    """The code of the area someone says they live in, from their own entries; empty for none."""
    said = [
        one for one in entries if one.kind.name == "neighbourhood" and one.standing == Standing.OWN
    ]
    return max(said, key=lambda one: one.since).content["area"] or "" if said else ""


def area_of(person: Person) -> str:
    """The same, asked of the vault."""
    return area_in(read_own(person, kind="neighbourhood", standing=Standing.OWN))
