"""Habits of the house that no linter knows: where reading may go, how long things are, what is said."""

import ast
import inspect
import re
from collections.abc import Iterator

from django.urls import get_resolver

from krachtlijn.demo import urls as demo_urls
from tests.walls.ground import ROOT, modules, parsed, tracked, walk

# Where a query inside a query may stand, and over what.
INNER_QUERIES = {
    "vault/door.py": "the door itself: words, receipts and contact, weighed for one reader",
    "vault/reading.py": "contact, to know whether an author may be named",
}
# Where a database is spoken to without a model.
BARE_SQL = {
    "config/health.py": "asks whether it answers",
    "privacy/rowless.py": "a table without row numbers, which Django cannot say",
    "vault/door.py": "refuses raw SQL",
}
LONG_VIEWS: dict[str, str] = {}
# A view is explained by its rule, its address and its page.
SAYS_ENOUGH = {"views.py"}
# A function so short that its name and its lines are the whole promise.
SHORT = 3

LONGEST_MODULE, LONGEST_VIEW, LONGEST_DECISION = 400, 20, 30

# One letter in brackets, so that this file is not found itself.
HOSTS = re.compile(
    r"[p]ypi\.org|[p]ythonhosted|[n]pmjs\.|(?<!emit-)[i]ndex-url|[r]egistry\.(?:yarn|npm)"
    r"|[a]rtifactory|[n]exus\."
)
FOLDERS = re.compile(r"(?<![\w.-])/(?:[w]ork|[r]oot|[h]ome/\w+|[U]sers/\w+)/")


def calls(text: str) -> Iterator[str]:
    """The name of everything that is called."""
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Call):
            function = node.func
            yield getattr(function, "id", None) or getattr(function, "attr", "")
        elif isinstance(node, ast.FunctionDef):
            yield node.name


def outside(names: set[str], texts: dict[str, str], allowed: dict[str, str]) -> list[str]:
    """Calls of these names in modules that are not in the written list, and lines of it that are idle."""
    found = {module for module, text in texts.items() if names & set(calls(text))}
    idle = sorted(f"{module} no longer does" for module in set(allowed) - found)
    return sorted(found - set(allowed)) + idle


def signals(texts: dict[str, str]) -> list[str]:
    said = re.compile(
        r"django\.dispatch|\.signals\b|@receiver|\b(?:pre|post)_(?:save|delete|init)\b"
    )
    return [name for name, text in texts.items() if said.search(text)]


def class_views(texts: dict[str, str]) -> list[str]:
    said = re.compile(
        r"django\.views\.generic|\.as_view\(|\((?:\w+\.)*(?:Template|Form|List)?View\)"
    )
    return [name for name, text in texts.items() if said.search(text)]


def long_modules(texts: dict[str, str]) -> list[str]:
    return [name for name, text in texts.items() if len(text.splitlines()) > LONGEST_MODULE]


def views() -> dict[str, object]:
    """Every view of ours, without what is wrapped around it."""
    patterns = [*walk(get_resolver().url_patterns), *walk(demo_urls.urlpatterns)]
    found = [inspect.unwrap(pattern.callback) for _, pattern in patterns]
    ours = [one for one in found if one.__module__.startswith("krachtlijn.")]
    return {f"{one.__module__}.{one.__name__}": one for one in ours}


def long_views(found: dict[str, object]) -> list[str]:
    return [
        name for name, view in found.items() if length_of(inspect.getsource(view)) > LONGEST_VIEW
    ]


def length_of(source: str) -> int:
    """Lines of a function, without its decorators and its docstring."""
    function = ast.parse(inspect.cleandoc(source)).body[0]
    told = (
        len(ast.get_docstring(function, clean=False).splitlines())
        if ast.get_docstring(function)
        else 0
    )
    return function.end_lineno - function.lineno + 1 - told


def untold(texts: dict[str, str]) -> list[str]:
    """Public functions of the packages that guard people, of which nobody said what they promise."""
    return [
        f"{module}:{node.name}"
        for module, text in texts.items()
        for node in parsed(text).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and node.end_lineno - node.body[0].lineno >= SHORT
    ]


def guarding() -> dict[str, str]:
    return {
        name: text
        for name, text in modules().items()
        if name.split("/")[0] in {"vault", "people", "privacy"}
        and name.split("/")[-1] not in SAYS_ENOUGH
        and "/migrations/" not in name
    }


def told_too_much(texts: dict[str, str]) -> list[str]:
    """Files that name where packages are fetched, or a folder of whoever made them."""
    return [
        f"{name}: {found[0]}"
        for name, text in texts.items()
        for pattern in (HOSTS, FOLDERS)
        if (found := pattern.search(text))
    ]


def texts_of_the_repository() -> dict[str, str]:
    found = {}
    for path in tracked():
        if path.is_file() and "vendor" not in path.parts:
            data = path.read_bytes()
            if b"\0" not in data:
                found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8")
    return found


def test_a_query_inside_a_query_stands_only_where_it_is_weighed():
    assert outside({"Subquery", "Exists"}, modules(), INNER_QUERIES) == []


def test_seen_red_a_query_inside_a_query():
    planted = {"rooms/me.py": "Person.objects.filter(Exists(Entry.objects.all()))"}
    assert outside({"Subquery", "Exists"}, planted, {}) == ["rooms/me.py"]


def test_no_sql_goes_past_the_models():
    assert outside({"raw", "extra", "cursor", "RawSQL"}, modules(), BARE_SQL) == []


def test_seen_red_bare_sql():
    for bad in ("Entry.objects.raw('x')", "connection.cursor()", "found.extra(where=[])"):
        assert outside({"raw", "extra", "cursor"}, {"a.py": bad}, {}) == ["a.py"]


def test_there_are_no_signals():
    assert signals(modules()) == []


def test_seen_red_a_signal():
    assert signals({"a.py": "from django.db.models.signals import post_save"}) == ["a.py"]
    assert signals({"a.py": "@receiver(changed)"}) == ["a.py"]


def test_a_view_is_a_function():
    assert class_views(modules()) == []


def test_seen_red_a_view_that_is_a_class():
    assert class_views({"a.py": "class Plan(View):"}) == ["a.py"]
    assert class_views({"a.py": "from django.views.generic import ListView"}) == ["a.py"]


def test_a_view_is_told_in_one_breath():
    assert len(views()) > 40
    assert sorted(long_views(views())) == sorted(LONG_VIEWS)


def test_seen_red_a_view_without_an_end():
    source = "@own_page\ndef view(request):\n    '''Says.'''\n" + "    pass\n" * 20
    assert length_of(source) == 21


def test_modules_are_short():
    assert long_modules(modules()) == []


def test_seen_red_a_module_without_an_end():
    assert long_modules({"a.py": "\n" * 401, "b.py": "\n" * 400}) == ["a.py"]


def test_public_functions_of_what_guards_people_say_what_they_promise():
    assert untold(guarding()) == []


def test_seen_red_a_function_that_promises_nothing():
    body = "    pass\n" * 4
    planted = {"vault/a.py": f"def open():\n{body}def _shut():\n{body}def ajar():\n    pass\n"}
    assert untold(planted) == ["vault/a.py:open"]


def test_files_name_no_machine_and_no_place_where_packages_come_from():
    assert told_too_much(texts_of_the_repository()) == []


def test_seen_red_a_file_that_tells_too_much():
    for bad in ("see /{}oot/thing".format("r"), "https://{}ypi.org/simple".format("p")):
        assert len(told_too_much({"a.txt": bad})) == 1


def test_decisions_are_short():
    long = [
        path.name
        for path in sorted((ROOT / "docs" / "adr").glob("*.md"))
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_DECISION
    ]
    assert long == []
