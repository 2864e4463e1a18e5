from django.utils.translation import gettext_lazy as _

from krachtlijn.vault.kinds import Record, ShortText, Words, ask_text, ask_words, kind


@kind(
    name="story",
    one=_("My story"),
    many=_("My story"),
    add=_("Write in my story"),
    saved=_("It is kept, and only for you."),
    pictogram="book-open-text",
    room="story",
    order=60,
    only_me=True,
    ideas=(
        _("Where I come from, and what I took along."),
        _("A day on which something changed."),
        _("What I want my children to know about me."),
    ),
    own_hand=True,
    meta=(),
)
class Story(Record):
    """My story: no template, with its earlier versions, and only for me at first."""

    words: Words = ask_words(_("Tell it your way."), rows=12)
    title: ShortText = ask_text(_("Does it have a title?"))

    def mark(self):
        return "icon", ""
