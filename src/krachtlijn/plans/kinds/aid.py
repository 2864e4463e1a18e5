from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN
from krachtlijn.plans.codes import AID_KIND, AID_STATE
from krachtlijn.vault.kinds import (
    Linked,
    One,
    Record,
    Several,
    Text,
    Words,
    ask_linked,
    ask_one,
    ask_several,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="aid",
    one=_("Aid"),
    many=_("What I use or need"),
    add=_("Add an aid"),
    saved=_("It is in your plan."),
    pictogram="life-buoy",
    room="balance",
    order=24,
    chips=("state",),
    leads_to=("step",),
    meta=("kind", "domain"),
)
class Aid(Record):
    """Something that helps to carry: a tool, an arrangement, an interpreter."""

    words: Words = ask_words(_("What would help you, or helps you already?"))
    kind: One = ask_one(_("What kind of aid is it?"), AID_KIND)
    state: One = ask_one(_("How far is it?"), AID_STATE)
    refused_because: Text = ask_text(_("If it was refused: which reason did they give?"), rows=2)
    domain: Several = ask_several(_("Which part of your life is it about?"), LIFE_DOMAIN)
    eases: Linked = ask_linked(_("What does it make lighter?"), ("factor", "vulnerability"))

    def mark(self):
        return "icon", ""
