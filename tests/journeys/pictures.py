"""Makes the pictures of the README and the documentation: python -m tests.journeys.pictures FOLDER"""

import argparse
import io
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from tests.journeys.devices import PHONE, chromium
from tests.journeys.neighbourhood import Waterdam, served

LARGEST = 60_000  # bytes; a page of documentation shows several
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


def open_as(name, path):
    """A scene that is only a page, as one of the cast."""

    def scene(page, town):
        page.goto(town.doors[name])
        page.goto(town.url + path)

    return scene


def then(page, town):
    """The plan as it was a year ago."""
    page.goto(town.doors["Amina"])
    page.goto(
        f"{town.url}/plan/toen/?op={datetime.now().astimezone().date() - timedelta(days=365)}"
    )


def type_over(page, town):
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/plan/papier/blad/?asks=goal")
    page.locator("main a[href*='overnemen']").first.click()


def show(page, town):
    """Showing one entry to somebody."""
    entry(page, town)
    page.locator("main a[href$='/tonen/']").first.click()


def of_entry(path):
    """One of the pages of something that weighs."""

    def scene(page, town):
        entry(page, town)
        page.goto(page.url + path)

    return scene


def with_joke(path):
    """One of the pages about Joke, in the circle of Amina."""

    def scene(page, town):
        page.goto(town.doors["Amina"])
        page.goto(f"{town.url}/ik/kring/")
        page.locator("main a.row-title", has_text="Joke").click()
        page.locator("h1", has_text="Joke").wait_for()
        page.goto(page.url + path)

    return scene


def code(page, town):
    """A code for one other person, made by a button and shown once."""
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/ik/kring/code/")
    page.locator("main form button").first.click()
    page.locator(".code-large").wait_for()


def sign_in(page, town):
    page.goto(f"{town.url}/in/")


def proposal(page, town):
    page.goto(town.doors["Amina"])
    page.locator("[aria-labelledby=proposals] a, .card.sky a.row-title").first.click()


def shown_to_joke(page, town):
    page.goto(town.doors["Joke"])
    page.goto(f"{town.url}/ik/kring/")
    page.locator("main a.row-title", has_text="Amina").click()
    page.locator("#shows").wait_for()


def only_mine(page, town):
    """What would leave of something that weighs: nothing but this."""
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/plan/signaal/?theme=debts")
    page.locator("button[name=act][value=preview]").click()
    page.locator(".leaves").wait_for()


def barrier(page, town):
    """What holds back in the Lindewijk, followed in eight phases."""
    page.goto(f"{town.url}/samen/lindewijk/")
    page.locator("main a[href*='/samen/drempel/']").first.click()


def group(page, town):
    """A group from within: what it does, and its log."""
    page.goto(town.doors["Amina"])
    page.goto(f"{town.url}/samen/groepen/")
    page.locator("main a.row-title", has_text="Werkgroep Wonen").first.click()


def possibility(page, town):
    page.goto(f"{town.url}/samen/mogelijkheden/?words=huurdersloket")
    page.locator("main a[href*='/samen/mogelijkheid/']").first.click()


PICTURES: dict[str, tuple[Callable[..., None], str]] = {
    "welcome": (welcome, "The first page, for everyone"),
    "begin": (begin, "Before you begin: who sees it, what is asked, what cannot be promised"),
    "sign-in": (sign_in, "Coming in with a card and a PIN"),
    "today": (today, "Today greets Amina with one of her own strengths"),
    "plan": (plan, "Amina's whole plan: what carries, what weighs, where she wants to go"),
    "entry": (entry, "Something that weighs, with everything Amina said about it"),
    "choose": (open_as("Amina", "/plan/nieuw/"), "What can be added, room by room"),
    "add": (add, "Words first; choices with pictograms unfold below"),
    "ideas": (open_as("Amina", "/plan/nieuw/strength/?ideas"), "Ideas, only when asked for"),
    "change": (of_entry("aanpassen/"), "Saying it anew; what it was before stays"),
    "wipe": (of_entry("wissen/"), "Wiping one thing, for good"),
    "balance": (open_as("Amina", "/plan/balans/"), "The balance, tilted by hand"),
    "ecogram": (open_as("Amina", "/plan/kring/"), "The people around Amina, drawn and listed"),
    "growth": (open_as("Amina", "/plan/groei/"), "How the plan grew, season after season"),
    "then": (then, "The plan as it was on a day a year ago"),
    "let-go": (open_as("Amina", "/plan/losgelaten/"), "What Amina let go"),
    "bad-day": (open_as("Amina", "/plan/moeilijke-dag/"), "For a bad day: one good moment"),
    "paper": (open_as("Amina", "/plan/papier/"), "How do you want it on paper?"),
    "paper-a4": (open_as("Amina", "/plan/papier/a4/"), "The whole plan in large letters"),
    "paper-fridge": (open_as("Amina", "/plan/papier/koelkast/"), "A sheet for on the fridge"),
    "paper-sheet": (open_as("Amina", "/plan/papier/blad/"), "An empty sheet to write on"),
    "type-over": (type_over, "A sheet that was written on, typed over"),
    "proposal": (proposal, "A proposal, which waits for Amina's yes or no"),
    "me": (open_as("Amina", "/ik/"), "Me: who looks along, getting in, taking along"),
    "circle": (open_as("Amina", "/ik/kring/"), "My circle"),
    "show": (show, "Showing one entry to somebody"),
    "show-kind": (with_joke("tonen/goal/"), "Showing every goal to Joke"),
    "hand-out-code": (code, "A code for someone, shown once"),
    "end-contact": (with_joke("uit/"), "Ending the contact with Joke"),
    "who-sees-what": (open_as("Amina", "/ik/wie-ziet-wat/"), "Who sees what"),
    "who-looked": (open_as("Amina", "/ik/wie-keek/"), "Who looked, in plain words"),
    "shown-to-joke": (shown_to_joke, "What Joke sees of Amina, and nothing else"),
    "name": (open_as("Amina", "/ik/naam/"), "How Amina wants to be called"),
    "card": (open_as("Amina", "/ik/kaart/"), "A neutral card, with a square to scan"),
    "devices": (open_as("Amina", "/ik/toestellen/"), "Where Amina is signed in"),
    "keys": (open_as("Amina", "/ik/sleutels/"), "Keys for programs"),
    "my-data": (open_as("Amina", "/ik/alles/"), "Taking everything along"),
    "bring-in": (open_as("Amina", "/ik/inbrengen/"), "Bringing in a plan from elsewhere"),
    "erase": (open_as("Amina", "/ik/wissen/"), "Wiping everything"),
    "together": (open_as("Amina", "/samen/"), "Together: the neighbourhoods on a map"),
    "area": (
        open_as("Amina", "/samen/lindewijk/"),
        "What weighs here, what is possible, what runs",
    ),
    "barrier": (barrier, "What holds many back, in eight phases"),
    "signal": (open_as("Amina", "/plan/signaal/?theme=debts"), "Is this only mine?"),
    "what-leaves": (only_mine, "What leaves, and nothing else"),
    "what-became": (open_as("Amina", "/plan/wat-werd-ervan/"), "What became of what Amina said"),
    "take-back": (open_as("Amina", "/plan/signaal/terug/"), "Taking back what was said"),
    "possibilities": (open_as("Amina", "/samen/mogelijkheden/"), "What is possible nearby"),
    "possibility": (possibility, "Who offers it, when, where, for whom"),
    "groups": (open_as("Amina", "/samen/groepen/"), "Groups that do something together"),
    "group": (group, "A group from within"),
    "sentences": (open_as("Rik", "/samen/na-te-lezen/"), "Sentences, read before others do"),
    "city": (open_as("Stijn", "/stad/"), "What waits for an answer of the city"),
    "raise": (open_as("Joke", "/samen/melden/"), "A worker raises what they see again and again"),
    "offer": (open_as("Joke", "/samen/mogelijkheden/nieuw/"), "Putting something on the list"),
}

# A page without a picture, each with why.
WITHOUT = {"read-everything": "opens a day after it was asked, and the demo is not that old"}


def take(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, served(Path(place)) as town, chromium() as browser:
        made = [
            picture(browser, town, name, width, folder) for name in PICTURES for width in WIDTHS
        ]
    (folder / "README.md").write_text(gallery(), encoding="utf-8")
    return made


def picture(browser, town: Waterdam, name: str, width: str, folder: Path) -> Path:
    context = browser.new_context(
        **WIDTHS[width], device_scale_factor=1, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    scene, _said = PICTURES[name]
    scene(page, town)
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    path = folder / f"{name}-{width}.png"
    shot = page.screenshot(animations="disabled")
    context.close()
    few = in_few_colours(Image.open(io.BytesIO(shot)).convert("RGB"))
    few.save(path, optimize=True)
    return path


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The colours of the pages exactly, and of the edges of letters whatever comes near."""
    counted = sorted(picture.getcolors(1 << 24) or [], reverse=True)[:128]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _many, colour in counted for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def gallery() -> str:
    """A page of the documentation that shows every picture."""
    head = (
        "# Every page, on a phone and at a desk\n\n"
        "Made by `python -m tests.journeys.pictures docs/pictures`, in the made-up"
        " neighbourhood Waterdam.\n"
    )
    parts = [
        f'\n## {said}\n\n<img src="{name}-phone.png" width="220" alt="{said}, on a phone">'
        f' <img src="{name}-desktop.png" width="560" alt="{said}, at a desk">\n'
        for name, (_scene, said) in PICTURES.items()
    ]
    return head + "".join(parts)


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
