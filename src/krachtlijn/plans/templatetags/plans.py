import re

from django import template

register = template.Library()
END = re.compile(r"(?<=[.!?])\s|\n")
ON_A_LINE, ON_A_PHONE, IN_A_ROW = 46, 90, 140


@register.filter
def begins(words: str) -> str:
    """How a text begins: its first sentence, or as many whole words as fit on a line."""
    return _whole(END.split(words.strip(), maxsplit=1)[0].rstrip("."), ON_A_LINE)


@register.filter
def parted(words: str) -> tuple[str, str]:
    """What is in sight on a phone, and what follows it elsewhere and on paper. No word is cut."""
    text = _whole(" ".join(words.split()), IN_A_ROW)
    if len(text) <= ON_A_PHONE:
        return text, ""
    first = _whole(text, ON_A_PHONE).removesuffix("…")
    return first, text[len(first) :].strip()


def _whole(text: str, most: int) -> str:
    """As many whole words as fit; one word that is longer than that is parted after all."""
    return text if len(text) <= most else f"{text[: most + 1].rsplit(' ', 1)[0][:most].rstrip()}…"
