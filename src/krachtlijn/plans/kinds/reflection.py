from django.utils.translation import gettext_lazy as _

from krachtlijn.vault.kinds import Record, Text, Words, ask_text, ask_words, kind


@kind(
    name="reflection",
    one=_("Reflection"),
    many=_("How I look back"),
    add=_("Look back"),
    saved=_("It is in your plan, and only for you."),
    pictogram="undo-2",
    room="experiences",
    order=52,
    only_me=True,
    own_hand=True,
    meta=(),
    leads_to=("step", "experience"),
)
class Reflection(Record):
    """Looking back, on a step, a goal or nothing at all."""

    words: Words = ask_words(_("How do you look back on it?"))
    wider: Text = ask_text(_("Did a place, a role or a person come into your life?"), rows=2)
    learned: Text = ask_text(_("What do you take along?"), rows=2)

    def mark(self):
        return "icon", ""
