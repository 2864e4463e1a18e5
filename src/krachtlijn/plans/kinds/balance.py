from django.utils.translation import gettext_lazy as _

from krachtlijn.plans.codes import TILT
from krachtlijn.vault.kinds import One, Record, Words, ask_one, ask_words, kind


@kind(
    name="balance",
    one=_("Balance"),
    many=_("How it hangs"),
    add=_("How it hangs now"),
    saved=_("This is how it hangs now."),
    pictogram="scale",
    room="balance",
    order=28,
    chips=("tilt",),
    meta=(),
    own_hand=True,
    page="tilt",
)
class Balance(Record):
    """How carrying and weighing hang today, tilted by hand; nothing is added up."""

    words: Words = ask_words(_("How does it hang today?"), hint=_("A few words are enough."))
    tilt: One = ask_one(_("Which side is stronger, for you?"), TILT)

    def mark(self):
        return "icon", ""
