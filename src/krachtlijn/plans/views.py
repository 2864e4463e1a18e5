from django.shortcuts import render

from krachtlijn.vault import granting
from krachtlijn.vault.looks import last_look
from krachtlijn.vault.models import Standing
from krachtlijn.vault.reading import Opened, name_authors, read_own
from krachtlijn.web.doors import own_page


@own_page
def plan(request):
    """My whole plan on one page: what carries, what weighs, where I want to go."""
    entries = read_own(request.user)
    name_authors(entries, request.user)
    standing = [one for one in entries if one.standing == Standing.OWN]
    context = {
        "rooms": in_rooms(standing),
        "entries": standing,
        "proposals": [one for one in entries if one.is_proposed],
        "let_go": any(one.is_let_go for one in entries),
        "readers": who_sees(request.user, standing),
        "look": last_look(request.user),
    }
    return render(request, "plans/plan.html", context)


@own_page
def let_go(request):
    """What I let go: still mine, out of sight, and free to be taken up again."""
    entries = read_own(request.user, standing=Standing.LET_GO)
    return render(request, "plans/let_go.html", {"entries": entries})


def in_rooms(entries: list[Opened]) -> dict[str, list[Opened]]:
    """What carries, what weighs, and where I want to go; the order says nothing about worth."""
    rooms: dict[str, list[Opened]] = {"carries": [], "weighs": [], "course": []}
    for one in entries:
        shape, _weight = one.record.mark()
        room = "carries" if one.kind.room == "weighs" and shape == "bead" else one.kind.room
        rooms[room].append(one)
    return rooms


def who_sees(person, entries: list[Opened]) -> list:
    """Everyone who can see some part of this plan."""
    sight = granting.Sight(person)
    seen = {reader.pk: reader for one in entries for reader in sight.readers(one)}
    return list(seen.values())
