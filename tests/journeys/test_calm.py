"""A plan of more than a hundred lines is calm on a phone, opens without JavaScript, and prints whole."""

from tests.journeys.devices import PHONE

AT_MOST, TALLEST = 5, 7_500
ROOMS = ("carries", "weighs", "course", "well", "hard", "around", "places", "aids", "story")


def of_amina(waterdam, context):
    page = context.new_page()
    page.goto(waterdam.doors["Amina"])
    page.goto(f"{waterdam.url}/plan/")
    return page


def in_sight(page, room: str) -> int:
    """How many entries of a room can be seen; what stands under a goal belongs to the goal."""
    rows = page.locator(f"section[aria-labelledby={room}] .row:not(.goal *)")
    return sum(row.is_visible() for row in rows.all())


def test_a_long_plan_is_calm_on_a_phone_without_javascript(waterdam, phone_without_javascript):
    page = of_amina(waterdam, phone_without_javascript)

    assert page.locator("main .row").count() > 100
    assert {room: in_sight(page, room) for room in ROOMS if in_sight(page, room) > AT_MOST} == {}
    assert page.evaluate("document.scrollingElement.scrollHeight") <= TALLEST

    room = page.locator("section[aria-labelledby=carries]")
    before = in_sight(page, "carries")
    room.locator("summary").click()
    assert in_sight(page, "carries") == room.locator(".row").count() > before
    page.locator("section[aria-labelledby=places] > details > summary").click()
    assert in_sight(page, "places") > 0


def test_all_of_it_stands_on_paper(waterdam, new_context):
    page = of_amina(waterdam, new_context(**PHONE))
    rows = page.locator("section.room:not([aria-labelledby=further]) .row")
    hidden = [row for row in rows.all() if not row.is_visible()]
    assert hidden

    page.emulate_media(media="print")

    assert [row.inner_text() for row in rows.all() if not row.is_visible()] == []
    tails = page.locator("section.room .tail").all()
    assert tails
    sizes = {tail.evaluate("it => getComputedStyle(it).fontSize") for tail in tails}
    assert "0px" not in sizes
