"""A real browser, as a person on a phone or at a desk sees the pages."""

import os
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import DATABASE
from tests.journeys.devices import DESKTOP, PHONE, NoChromium, chromium

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# Without movement a page is where it will be as soon as something is pressed.
CALM_PERSON = {"locale": "nl-NL", "reduced_motion": "reduce"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_configure(config):
    config.addinivalue_line("markers", "once: the same on every database; run on one of them")


def pytest_collection_modifyitems(config, items):
    ours = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.journey)
    if DATABASE != "sqlite":
        same = [item for item in ours if is_the_same_on_every_database(item)]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if item not in same]


def is_the_same_on_every_database(item) -> bool:
    """The demo keeps its neighbourhood in SQLite; what a browser can do is no matter of storing."""
    return (
        "waterdam" in item.fixturenames
        or "phone_without_javascript" in item.name
        or item.get_closest_marker("once") is not None
    )


@pytest.fixture(scope="session")
def browser():
    # The driver keeps a loop running in this thread, and Django then fears for its connections.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with chromium() as browser:
            yield browser
    except NoChromium as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="session")
def waterdam(tmp_path_factory):
    """The demo, served as people start it. One for all: look around in it, and leave it as it is."""
    from tests.journeys.neighbourhood import served

    with served(tmp_path_factory.mktemp("waterdam")) as town:
        yield town


@pytest.fixture(scope="session")
def address(collected_pictures_and_styles, django_db_setup):
    """Where this process serves the application, over the database of the tests."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args):
            pass

    with ThreadedWSGIServer(("127.0.0.1", 0), Quiet) as server:
        server.set_app(get_wsgi_application())
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def house(address, transactional_db):
    """An empty house, in which a test lets its own people live."""
    from tests.journeys.house import House

    return House(address)


class Complaints(list):
    """What the browser complained about. A journey that expects one takes it out."""

    def listen(self, page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))

    def _console(self, message) -> None:
        # A breach of the content security policy is told here as an error too.
        place = message.location.get("url", "")
        if message.type == "error" and not (is_a_no(message.text) and "/static/" not in place):
            self.append(f"{place}: {message.text}")

    def forget(self, part: str) -> None:
        self[:] = [complaint for complaint in self if part not in complaint]


def is_a_no(text: str) -> bool:
    """Whether this is about a page that says no: such a page is looked at like any other."""
    return "responded with a status of 4" in text


@pytest.fixture
def complaints():
    found = Complaints()
    yield found
    assert not found, "the browser complained:\n" + "\n".join(found)


@pytest.fixture
def new_context(browser, complaints):
    """Makes a context, so a device, of its own: `new_context(**PHONE, locale="nl-NL")`."""
    made = []

    def make(**options):
        context = browser.new_context(**(CALM_PERSON | options))
        context.set_default_timeout(10_000)
        context.on("page", complaints.listen)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def phone(new_context):
    return new_context(**PHONE)


@pytest.fixture
def phone_without_javascript(new_context):
    return new_context(**PHONE, java_script_enabled=False)


@pytest.fixture
def desktop(new_context):
    return new_context(**DESKTOP)


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` gives the accessibility faults of a page, each with where it is."""
    source = AXE.read_text(encoding="utf-8")

    def faults(page) -> list[str]:
        # A script tag would be refused by the content security policy; evaluating is not.
        if not page.evaluate("typeof window.axe === 'object'"):
            page.evaluate(source)
        result = page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'],"
            " iframes: false, preload: false})",
            WCAG,
        )
        return [
            f"{page.url} {fault['id']}: {fault['help']} at {node['target']}"
            for fault in result["violations"]
            for node in fault["nodes"]
        ]

    return faults
