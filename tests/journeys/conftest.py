"""A real browser, as a person on a phone or at a desk sees the pages."""

import os
import shutil
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CALM = [
    "--no-sandbox",  # the tests may run as root, and only visit pages of our own
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    program = os.environ.get("KRACHTLIJN_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.fail("no Chromium here; ./krachtlijn test installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CALM)
        yield browser
        browser.close()


class Complaints(list):
    """What the browser complained about. A journey that expects one takes it out."""

    def listen(self, page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))

    def _console(self, message) -> None:
        # A breach of the content security policy is told here as an error too.
        if message.type == "error":
            self.append(f"{message.location.get('url')}: {message.text}")

    def forget(self, part: str) -> None:
        self[:] = [complaint for complaint in self if part not in complaint]


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
        context = browser.new_context(**({"locale": "nl-NL"} | options))
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
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG
        )
        return [
            f"{page.url} {fault['id']}: {fault['help']} at {node['target']}"
            for fault in result["violations"]
            for node in fault["nodes"]
        ]

    return faults
