"""By keyboard alone, from the first page to a goal in the plan; one always sees where one is."""

import pytest

from tests import cast
from tests.journeys.steps import path_of, text_of, titles

STRENGTH, GOAL, WHY = "Ik ken elke straat hier.", "Werk dicht bij huis.", "Dan haal ik de bus."

# What has focus must lie in the window, on top of everything else there, and be marked.
WHAT_IS_WRONG = """async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing has focus";
  const named = at.outerHTML.slice(0, 120);
  const shown = [at, at.closest("label, .row"), at.labels?.[0]].filter(Boolean);
  const marked = shown.some(one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  if (!marked) return `no mark of focus: ${named}`;
  const box = shown.find(one => one.getClientRects()[0]?.width > 2)?.getBoundingClientRect();
  if (!box) return `no size: ${named}`;
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const tall = box.height > innerHeight / 2;
  if (!tall && (box.top < 0 || box.bottom > innerHeight)) return `outside the window: ${named}`;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  for (const y of tall ? [(top + bottom) / 2] : [top + 3, (top + bottom) / 2, bottom - 3]) {
    const there = document.elementFromPoint(x, y);
    const own = shown.some(one => one.contains(there) || there?.contains(one));
    if (!own || there.closest(".top, .places") !== at.closest(".top, .places"))
      return `hidden behind ${there?.outerHTML.slice(0, 80)}: ${named}`;
  }
  return "";
}"""


class Keyboard:
    """Somebody who uses no mouse and no screen to touch."""

    def __init__(self, page):
        self.page = page
        self.stops = 0

    def go_to(self, selector: str) -> None:
        """Tab on until it is reached, looking at every stop."""
        for _step in range(90):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(WHAT_IS_WRONG) == ""
            self.stops += 1
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        raise AssertionError(f"Tab never reached {selector} on {self.page.url}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def open(self, selector: str, key: str = "Enter") -> None:
        """Go to what leads on, and take it."""
        self.go_to(selector)
        with self.page.expect_navigation():
            self.press(key)

    def write(self, selector: str, words: str) -> None:
        self.go_to(selector)
        self.page.keyboard.type(words)


@pytest.fixture(params=["phone", "desktop"])
def page(house, request):
    page = request.getfixturevalue(request.param).new_page()
    page.goto(house.url)
    return page


def test_someone_begins_and_writes_a_goal_without_touching_a_mouse(page):
    keyboard = Keyboard(page)

    keyboard.go_to("a.skip")
    keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    keyboard.open('main a[href="/begin/"]')
    keyboard.open('main a[href="/begin/kracht/"]')
    keyboard.write("[name=words]", STRENGTH)
    keyboard.open("main form button", "Space")
    keyboard.open('main a[href="/plan/"]')
    keyboard.open('main a[href="/plan/nieuw/"]')
    keyboard.open('main a[href="/plan/nieuw/goal/"]')
    keyboard.write("[name=words]", GOAL)
    keyboard.go_to("summary")
    keyboard.press("Enter")
    keyboard.write("[name=why]", WHY)
    keyboard.go_to("[name=kind]")
    keyboard.press("ArrowDown")
    chosen = page.locator("[name=kind]:checked").input_value()
    assert chosen == "keep"
    keyboard.go_to("[name=target][value=surroundings]")
    keyboard.press("Space")
    keyboard.go_to("[name=domain][value=work_learn]")
    keyboard.press("Space")
    keyboard.open("main form button")

    assert GOAL in page.locator("h1").inner_text()
    assert WHY in text_of(page)
    assert page.locator(".facts .chip").count() == 3
    keyboard.open('nav a[href="/plan/"]')
    assert set(titles(page)) == {STRENGTH, GOAL}
    assert keyboard.stops > 40


def test_after_a_mistake_the_keyboard_is_at_what_went_wrong(page, house):
    keyboard = Keyboard(page)
    page.goto(f"{house.url}/begin/kracht/")
    page.evaluate("document.querySelector('main form').noValidate = true")

    keyboard.open("main form button")

    assert path_of(page) == "/begin/kracht/"
    assert page.evaluate("document.activeElement.matches('.errors')")
    keyboard.go_to(".errors a")
    keyboard.press("Enter")
    keyboard.page.keyboard.type(STRENGTH)
    assert page.locator("[name=words]").input_value() == STRENGTH


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_every_stop_of_a_full_page_is_seen_forwards_and_backwards(house, request, device):
    amina = house.person("Amina")
    joke = house.person("Joke", amina)
    for number in range(12):
        cast.keep(amina, f"Iets dat ik nog wil leren, nummer {number}", kind="goal")
    cast.put_before(amina, "Samen gaan kijken op de markt.", by=joke)
    page = house.enter(request.getfixturevalue(device), amina, path="/plan/")

    for key in ("Tab", "Shift+Tab"):
        seen = 0
        for _step in range(25):
            page.keyboard.press(key)
            if page.evaluate("document.activeElement === document.body"):
                continue
            assert page.evaluate(WHAT_IS_WRONG) == ""
            seen += 1
        assert seen > 15
