from zlib import crc32

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext

register = template.Library()

AVATAR_COLOURS = 4


@register.simple_tag
def icon(name, label=""):
    """A pictogram beside words; with a label when it stands alone."""
    address = f"{static('web/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}" focusable="false"><use href="{}"/></svg>',
            label,
            address,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address
    )


@register.simple_tag
def bead(weight="middle"):
    """What carries; the weight is light, middle or heavy, as the person says."""
    return format_html('<i class="bead {}" aria-hidden="true"></i>', weight or "middle")


@register.simple_tag
def stone(weight="middle"):
    """What weighs; the weight is light, middle or heavy, as the person says."""
    return format_html('<i class="stone {}" aria-hidden="true"></i>', weight or "middle")


@register.simple_tag
def both(weight="middle"):
    """What carries and weighs at once."""
    return format_html('<i class="both {}" aria-hidden="true"></i>', weight or "middle")


@register.simple_tag
def initials(name):
    """At most two letters of a chosen name; a quiet dot for who chose none."""
    words = str(name or "").split()
    if not words:
        return "·"
    chosen = words if len(words) < 3 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


@register.simple_tag
def avatar(name):
    """The initials in a small circle, always the same colour for the same name."""
    colour = crc32(str(name or "")[::-1].encode()) // 7 % AVATAR_COLOURS + 1
    return format_html(
        '<i class="avatar avatar-{}" aria-hidden="true">{}</i>', colour, initials(name)
    )


@register.simple_tag
def leave_address():
    """Where "Leave quickly" leads."""
    return settings.QUICK_EXIT


@register.filter
def join_names(people):
    """Names as people say them: Joke, Fatma and Rik."""
    return get_text_list([person.called for person in people], gettext("and"))


@register.filter
def first_word(name):
    """The first name, as people say hello."""
    return str(name or "").split(" ")[0]
