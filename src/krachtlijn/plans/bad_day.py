"""What to find again on a bad day: a good moment, my own plan for it, and where I find strength."""

import re

from django.shortcuts import render

from krachtlijn.vault import granting
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, name_authors, read_own
from krachtlijn.web.doors import own_page

PHONE = re.compile(r"\+?\d[\d ./()-]{6,}\d")


@own_page
def bad_day(request):
    """One good moment at a time, then whom to call, then what gives strength."""
    entries = [one for one in read_own(request.user) if one.standing == Standing.OWN]
    name_authors(entries, request.user)
    good = [one for one in entries if one.kind.name == "experience"]
    number = which(request.GET.get("n", ""), len(good))
    found = [one for one in entries if one.kind.name in ("experience", "signs", "source")]
    context = {
        "readers": granting.Sight(request.user).readers_of(found),
        "good": good[number] if good else None,
        "another": (number + 1) % len(good) if len(good) > 1 else None,
        "signs": [(one, phone_in(one)) for one in entries if one.kind.name == "signs"],
        "sources": reachable_first([one for one in entries if one.kind.name == "source"]),
    }
    return render(request, "plans/bad_day.html", context)


def which(asked: str, there: int) -> int:
    """The one that was asked for; past the last it begins again."""
    return int(asked) % there if there and re.fullmatch(r"[0-9]{1,6}", asked) else 0


def phone_in(signs: Opened) -> tuple[str, str] | None:
    """The number in what someone wrote about whom to call, as written and for one tap."""
    found = PHONE.search(signs.content.get("whom_to_call", ""))
    return (found.group(), re.sub(r"[^\d+]", "", found.group())) if found else None


def reachable_first(sources: list[Opened]) -> list[Opened]:
    return sorted(sources, key=lambda one: not one.content.get("how_to_reach"))
