from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN
from krachtlijn.plans.codes import COMPONENT, DID
from krachtlijn.vault.kinds import (
    Day,
    Record,
    Several,
    ShortText,
    Text,
    Words,
    ask_day,
    ask_several,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="experience",
    one=_("Good experience"),
    many=_("What went well"),
    add=_("Add something that went well"),
    saved=_("It is kept. You can find it again on a bad day."),
    pictogram="sun",
    room="experiences",
    tone="sun",
    order=50,
    chips=("component",),
    meta=("domain",),
    leads_to=("strength",),
    ideas=(
        _("I called the school and I did not hang up."),
        _("I said what I thought, and they listened."),
        _("I helped someone fill in a form."),
    ),
)
class Experience(Record):
    """Something that went well: kept, and found again on a bad day."""

    words: Words = ask_words(_("What went well?"))
    did: Several = ask_several(_("What did you do?"), DID)
    helped_in_me: Text = ask_text(_("What in you helped?"), rows=2)
    helped_around_me: Text = ask_text(_("What around you helped?"), rows=2)
    component: Several = ask_several(_("What was it, for you?"), COMPONENT)
    seen_by: ShortText = ask_text(_("Who saw it?"))
    day: Day = ask_day(_("When was it?"))
    domain: Several = ask_several(_("Which part of your life is it about?"), LIFE_DOMAIN)

    def mark(self):
        return "bead", "sun"
