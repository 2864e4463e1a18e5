from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN, WHERE
from krachtlijn.plans.codes import IN_USE, STRENGTH_KIND
from krachtlijn.vault.kinds import (
    One,
    Record,
    Several,
    ShortText,
    Text,
    Words,
    ask_one,
    ask_several,
    ask_text,
    ask_words,
    kind,
)


@kind(
    name="strength",
    one=_("Strength"),
    many=_("My strengths"),
    add=_("Add a strength"),
    saved=_("Your strength is in your plan."),
    pictogram="sparkles",
    room="strengths",
    order=10,
    chips=("kind",),
    ideas=(
        _("I can cook for a big table."),
        _("I stay calm when others panic."),
        _("I can fix a bike."),
        _("I speak more than one language."),
        _("I know what it is to start again from nothing."),
        _("Children feel at ease with me."),
        _("I can listen without giving advice."),
        _("I know every street around here."),
    ),
)
class Strength(Record):
    """Something I can, know, am or care about."""

    words: Words = ask_words(
        _("What are you good at, or what matters to you?"),
        hint=_("Big or small. In your own words."),
    )
    kind: One = ask_one(
        _("What kind of strength is it?"),
        STRENGTH_KIND,
    )
    domain: Several = ask_several(
        _("Which part of your life is it about?"),
        LIFE_DOMAIN,
    )
    in_use: One = ask_one(
        _("Do you use it now?"),
        IN_USE,
    )
    not_used_because: Several = ask_several(
        _("If not: where does that come from?"),
        WHERE,
    )
    not_used_words: Text = ask_text(_("What stands in the way?"), rows=2)
    seen_by: ShortText = ask_text(_("Who noticed this strength?"), hint=_("You, or someone else."))
