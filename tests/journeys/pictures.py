"""Makes the pictures of the README and the documentation: python -m tests.journeys.pictures FOLDER"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.journeys.devices import PHONE, chromium
from tests.journeys.neighbourhood import Waterdam, served

LARGEST = 120_000  # bytes; a page of documentation shows several
WIDTHS = {
    "phone": PHONE,
    "desktop": {"viewport": {"width": 1200, "height": 800}},
}


def welcome(page, town):
    page.goto(town.url)


def begin(page, town):
    page.goto(f"{town.url}/begin/")


def today(page, town):
    page.goto(town.doors["Amina"])


def plan(page, town):
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/plan/")


def entry(page, town):
    """Something that weighs, with everything Amina said about it."""
    plan(page, town)
    page.locator("section[aria-labelledby=weighs] a.row-title").first.click()
    page.locator("h1.words").wait_for()


def add(page, town):
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/plan/nieuw/factor/")
    page.locator("[name=words]").fill("Ik sta al vier jaar op de wachtlijst voor een huis.")
    page.locator("details.more summary").click()
    for name, code in [("polarity", "hindering"), ("where", "society"), ("mechanism", "housing")]:
        page.locator(f".tile:has([name={name}][value={code}])").click()
    page.evaluate("scrollTo(0, document.querySelector('main .field').offsetTop - 80)")


def who_sees_what(page, town):
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/ik/wie-ziet-wat/")


def who_looked(page, town):
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/ik/wie-keek/")


def card(page, town):
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/ik/kaart/")


def shown_to_joke(page, town):
    page.goto(town.doors["Joke"])
    page.goto(f"{town.url}/ik/kring/")
    page.locator("main a.row-title", has_text="Amina").click()
    page.locator("#shows").wait_for()


PICTURES: list[Callable[..., None]] = [
    welcome, begin, today, plan, entry, add, who_sees_what, who_looked, card, shown_to_joke,
]  # fmt: skip


def take(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, served(Path(place)) as town, chromium() as browser:
        return [
            picture(browser, town, scene, width, folder) for scene in PICTURES for width in WIDTHS
        ]


def picture(browser, town: Waterdam, scene, width: str, folder: Path) -> Path:
    context = browser.new_context(
        **WIDTHS[width], device_scale_factor=1, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    scene(page, town)
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    path = folder / f"{scene.__name__.replace('_', '-')}-{width}.png"
    page.screenshot(path=path, animations="disabled")
    context.close()
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    made = take(parser.parse_args().folder)
    for path in made:
        print(f"{path.stat().st_size:>8}  {path}")
    too_large = [path for path in made if path.stat().st_size > LARGEST]
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
