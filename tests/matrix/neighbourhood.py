"""The neighbourhood's pages in the matrix: open to read, and each act only for who it belongs to."""

from collections.abc import Iterator

from django.urls import reverse

from tests.matrix.calls import NOWHERE, Cell, G, P
from tests.matrix.world import ROLES, World

WORKERS = {name for name, role in ROLES.items() if role == "worker"}
OFFICERS = {name for name, role in ROLES.items() if role == "officer"}
SAID = {"said": "typed"}

# address: {method: (who may, who may not, the form that is sent)}, and who may. None: everyone.
# The barrier was only noticed: a worker asks around, and nothing else comes now.
PAGES: dict[str, tuple] = {
    "samen": (None, {G: (200, 200, None)}),
    "area kaai": (None, {G: (200, 200, None)}),
    "area nowhere": (None, {G: (404, 404, None)}),
    "sentences": (set(), {G: (200, 403, None), P: (302, 403, {"fine": "yes"})}),
    "city": (OFFICERS, {G: (200, 403, None)}),
    "notice-barrier kaai": (WORKERS, {G: (200, 403, None), P: (422, 403, {"theme": "typed"})}),
    "notice-barrier nowhere": (None, {G: (404, 404, None), P: (404, 404, {})}),
}
OF_A_BARRIER: dict[str, tuple] = {
    "barrier": (None, {G: (200, 200, None)}),
    "barrier-move collect": (WORKERS, {G: (200, 403, None), P: (302, 403, SAID)}),
    **{
        f"barrier-move {move}": (set(), {G: (200, 403, None), P: (302, 403, SAID)})
        for move in ("bundle", "analyse", "report", "decide", "act", "tell_back", "close")
    },
    "barrier-move merge": (set(), {G: (200, 403, None), P: (302, 403, SAID)}),
    "barrier-move split": (set(), {G: (200, 403, None), P: (302, 403, SAID)}),
    "barrier-move reopen": (None, {G: (404, 404, None), P: (404, 404, SAID)}),
}
OPEN = {"samen", "area", "barrier"}


def neighbourhood(world: World, reader: str | None) -> Iterator[Cell]:
    """Everything one reader asks about the one place there is, and about its one barrier."""
    for address, (may, methods) in PAGES.items():
        name, *more = address.split()
        for method, asked in methods.items():
            yield _cell(reader, name, method, reverse(name, args=more), may, asked)
    for address, (may, methods) in OF_A_BARRIER.items():
        name, *more = address.split()
        nowhere = reverse(name, args=[NOWHERE, *more])
        for method, asked in methods.items():
            path = reverse(name, args=[world.barrier, *more])
            yield _cell(reader, name, method, path, may, asked)
            yield _cell(reader, name, method, nowhere, None, (404, 404, asked[2]))


def _cell(reader, name, method, path, may, asked) -> Cell:
    yes, no, data = asked
    if reader is None and name not in OPEN:
        return Cell(None, "", name, method, path, {401 if method == P else 302}, data)
    status = yes if may is None or reader in may else no
    return Cell(reader, "", name, method, path, {status}, data)
