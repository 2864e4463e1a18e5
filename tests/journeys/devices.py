"""The browser the journeys are made in, and the devices people hold."""

import os
import shutil
from contextlib import contextmanager

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
NARROWEST = 320
CALM = [
    "--no-sandbox",  # the tests may run as root, and only visit pages of our own
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoChromium(Exception):
    """There is no browser on this machine."""


@contextmanager
def chromium():
    """A Chromium of this machine, for as long as it is needed."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("KRACHTLIJN_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        raise NoChromium("no Chromium here; ./krachtlijn test installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CALM)
        try:
            yield browser
        finally:
            browser.close()
