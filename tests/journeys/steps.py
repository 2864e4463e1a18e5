"""What people do on a page and see there, found by what things are and not by how they are worded."""

from urllib.parse import urlsplit

from django.utils import translation


def press(thing) -> None:
    """Press something that leads to another page, and wait for that page."""
    with thing.page.expect_navigation():
        thing.click()


def send(page) -> None:
    """Press the first button of the form on this page."""
    press(page.locator("main form.form button").first)


def follow(page, end: str) -> None:
    """Follow the link in the text whose address ends like this."""
    press(page.locator(f'main a[href$="{end}"]').first)


def command(page, end: str) -> None:
    """Press the button of the small form whose address ends like this."""
    press(page.locator(f'main form[action$="{end}"] button').first)


def type_words(page, words: str) -> None:
    page.locator("main [name=words]").fill(words)


def typed_words(page) -> str:
    return page.locator("main [name=words]").input_value()


def pick(page, name: str, code: str) -> None:
    page.locator(f'.tile:has([name="{name}"][value="{code}"])').click()


def unfold(page) -> None:
    page.locator("main details.more summary").click()


def picked(page, name: str) -> list[str]:
    return page.locator(f'main [name="{name}"]:checked').evaluate_all(
        "inputs => inputs.map(input => input.value)"
    )


def add(page, url: str, kind: str, words: str) -> str:
    """Add something through its page; gives the address it got."""
    page.goto(f"{url}/plan/nieuw/{kind}/")
    type_words(page, words)
    send(page)
    return path_of(page)


def sign_in(page, url: str, letters: str, pin: str) -> None:
    page.goto(f"{url}/in/")
    page.locator("[name=card]").fill(letters)
    page.locator("[name=pin]").fill(pin)
    send(page)


def sign_out(page, url: str) -> None:
    page.goto(f"{url}/ik/")
    command(page, "/uit/")


def path_of(page) -> str:
    return urlsplit(page.url).path


def titles(page) -> list[str]:
    """What is kept of what stands on this page, folded away or not; goals stand in cards."""
    kept = "main .row-title:not([aria-labelledby=further] *), main article.goal h3"
    return [text.strip() for text in page.locator(kept).all_text_contents()]


def errors(page) -> list[str]:
    """What is said beside the fields."""
    return [text.strip() for text in page.locator("main .field .error").all_text_contents()]


def text_of(page) -> str:
    return page.locator("main").text_content()


def said(sentence: str, language: str = "nl") -> str:
    """A sentence of ours as whoever reads this language gets it."""
    with translation.override(language):
        return str(translation.gettext(sentence))
