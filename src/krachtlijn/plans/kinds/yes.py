from django.utils.translation import gettext_lazy as _

from krachtlijn.vault.kinds import Record, Words, ask_words, kind


@kind(
    name="yes",
    one=_("Yes to a step"),
    many=_("Yes to my steps"),
    add=_("Say yes to this step"),
    saved=_("Your yes lies with them now."),
    pictogram="handshake",
    room="course",
    tone="sky",
    order=42,
    meta=(),
    chosen_by_others=True,
    answers=("step",),
)
class Yes(Record):
    """Someone's own yes to a step. It begins there, and whoever said it can hand it back."""

    words: Words = ask_words(_("What do you say yes to?"), rows=2)

    def mark(self):
        return "icon", ""
