"""Groups and possibilities in the matrix: who is in a group, who speaks for a house, and who is neither."""

from collections.abc import Iterator

from django.urls import reverse

from tests.matrix.calls import NOWHERE, Cell, G, P
from tests.matrix.world import IN_GROUP, READERS, ROLES, World

WORKERS = {name for name, role in ROLES.items() if role == "worker"}
SPEAK = {name for name, house in READERS.items() if house and ROLES[name] != "operator"}
OPEN = {"groups", "group", "possibilities", "possibility"}
LINE = {"kind": "note", "words": "typed", "on": "2026-03-04"}
SIGNAL = {"theme": "no_bus", "level": "meso", "area": "kaai"}
BACK = {"theme": "no_bus", "month": "2026-03"}

# A group: address: {method: (who is in it, everyone else, the form that is sent)}
OF_A_GROUP: dict[str, dict] = {
    "group": {G: (200, 200, None)},
    "join-group": {G: (200, 200, None), P: (403, 302, {"alias": "typed"})},
    "leave-group": {G: (200, 404, None), P: (302, 404, {})},
    "write-line": {G: (200, 404, None), P: (302, 404, LINE)},
    "take-role": {G: (200, 404, None), P: (302, 404, {"role": "typed"})},
    "hand-back-role": {G: (405, 405, None), P: (302, 404, {})},
    "group-deciding": {G: (200, 404, None), P: (302, 404, {"deciding": "all"})},
    "group-barrier": {G: (200, 404, None), P: (422, 404, {"barrier": str(NOWHERE)})},
    "begin-action": {G: (200, 404, None), P: (302, 404, {"title": "typed", "kind": "change"})},
    "move-action ask": {G: (404, 404, None), P: (404, 404, {"words": "typed"})},
    "raise-group-signal": {G: (200, 404, None), P: (302, 404, SIGNAL)},
    "take-group-signal-back": {G: (405, 405, None), P: (302, 404, BACK)},
    "put-in-group": {G: (200, 404, None), P: (302, 404, {"alias": "typed"})},
    "put-out-of-group " + str(NOWHERE): {G: (405, 405, None), P: (404, 404, {})},
    "end-group": {G: (200, 404, None), P: (302, 404, {"words": "typed"})},
}
# The rest: address: {method: (who may, who may not, the form that is sent)}, and who may.
REST: dict[str, tuple] = {
    "groups": (None, {G: (200, 200, None)}),
    "begin-group": (None, {G: (200, 200, None), P: (422, 422, {"name": "typed"})}),
    "possibilities": (None, {G: (200, 200, None)}),
    "possibility " + str(NOWHERE): (None, {G: (404, 404, None)}),
    "add-possibility": (SPEAK | IN_GROUP, {G: (200, 403, None), P: (422, 403, {"words": "typed"})}),
    "change-possibility " + str(NOWHERE): (None, {G: (404, 404, None), P: (404, 404, {})}),
    "confirm-possibility " + str(NOWHERE): (None, {G: (405, 405, None), P: (404, 404, {})}),
    "end-possibility " + str(NOWHERE): (None, {G: (404, 404, None), P: (404, 404, {})}),
    "raise-signal": (WORKERS, {G: (200, 403, None), P: (422, 403, {"theme": "typed"})}),
    "take-raised-signal-back": (None, {G: (405, 405, None), P: (302, 302, BACK)}),
}


def together(world: World, reader: str | None) -> Iterator[Cell]:
    """Everything one reader asks about the group of the world, and about the list."""
    inside = reader in IN_GROUP
    for address, methods in OF_A_GROUP.items():
        name, *more = address.split()
        path = reverse(name, args=[world.group, *more])
        nowhere = reverse(name, args=[NOWHERE, *more])
        for method, (within, without, data) in methods.items():
            must = _told(world, inside) if name == "group" else set()
            status = within if inside else without
            yield _cell(reader, name, method, path, status, data, must=must, nowhere=nowhere)
    for line_by, line in world.lines.items():
        path = reverse("wipe-line", args=[world.group, line])
        status = 302 if reader == line_by else 403 if inside else 404
        nowhere = reverse("wipe-line", args=[NOWHERE, line])
        yield _cell(reader, "wipe-line", P, path, status, {}, nowhere=nowhere)
        yield _cell(reader, "wipe-line", G, path, 405, None)
    for address, (may, methods) in REST.items():
        name, *more = address.split()
        for method, (yes, no, data) in methods.items():
            status = yes if may is None or reader in may else no
            must = world.marks.of("group", "name") if name == "groups" else set()
            yield _cell(reader, name, method, reverse(name, args=more), status, data, must=must)


def _told(world: World, inside: bool) -> set[str]:
    return world.marks.of("group") | (world.marks.of("in the group") if inside else set())


def _cell(reader, name, method, path, status, data, **more) -> Cell:
    if reader is None and name not in OPEN:
        return Cell(None, "", name, method, path, {401 if method == P else 302}, data)
    if status != 404:
        more.pop("nowhere", None)
    return Cell(reader, "", name, method, path, {status}, data, **more)
