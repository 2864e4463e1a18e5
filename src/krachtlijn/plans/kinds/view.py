from django.utils.translation import gettext_lazy as _

from krachtlijn.vault.kinds import Record, Words, ask_words, kind


@kind(
    name="view",
    one=_("How someone else sees it"),
    many=_("How others see it"),
    add=_("Say how you see it"),
    saved=_("It stands beside it, apart."),
    pictogram="message-square-quote",
    room="course",
    order=44,
    meta=(),
    chosen_by_others=True,
    answers=("choice", "goal", "exploration"),
)
class View(Record):
    """How someone else sees it, in their words. It stands apart, and changes nothing."""

    words: Words = ask_words(
        _("How do you see it?"),
        hint=_("It stands apart from the choice, and changes nothing in it."),
    )

    def mark(self):
        return "icon", ""
