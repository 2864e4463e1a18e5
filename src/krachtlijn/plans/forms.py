"""Forms of a plan that belong to no kind."""

from django import forms
from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LEVEL, THEMES, themes_of
from krachtlijn.plans.kinds.neighbourhood import areas_of_today
from krachtlijn.plans.signalling import LONGEST
from krachtlijn.web.widgets import TileSelect

CHOOSE = {"required": _("Choose one of the list."), "invalid_choice": _("Choose one of the list.")}


class SignalForm(forms.Form):
    """What someone says to the neighbourhood: a theme, where it sits, and perhaps one sentence."""

    theme = forms.ChoiceField(
        label=_("Which of these comes closest?"),
        error_messages=CHOOSE,
        choices=lambda: [(code, one.label) for code, one in THEMES.items()],
        widget=TileSelect(),
    )
    level = forms.ChoiceField(
        required=False,
        label=_("Where does it come from, most of all?"),
        help_text=_("You may leave this open."),
        choices=LEVEL.choices,
        error_messages=CHOOSE,
        widget=TileSelect(pictograms=LEVEL.pictograms()),
    )
    sentence = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("One sentence for others, if you want"),
        help_text=_(
            "Write it anew, for people who do not know you. No names, no street, no dates."
            " Nothing by which you or someone else is recognised."
        ),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, mechanisms=(), read=True, **named):
        """``mechanisms``: their themes come first. ``read``: whether somebody reads sentences here."""
        super().__init__(*args, **named)
        self.mechanisms = set(mechanisms)
        if not read:
            del self.fields["sentence"]

    def tiles(self) -> dict[str, list[dict]]:
        """The themes that lie near first, the others folded away; the chosen one is in sight."""
        chosen = self["theme"].value()
        tiles = [
            {"code": code, "theme": THEMES[code], "is_chosen": code == chosen}
            for code in themes_of(self.mechanisms)
        ]
        near = [
            one
            for one in tiles
            if one["theme"].mechanism in self.mechanisms or one["is_chosen"] or not self.mechanisms
        ]
        return {"near": near, "others": [one for one in tiles if one not in near]}


class AreaForm(forms.Form):
    """Where someone lives, from the list of today."""

    area = forms.ChoiceField(
        label=_("Which neighbourhood do you live in?"),
        help_text=_("Only the name of the neighbourhood. Never your street or your number."),
        choices=lambda: [("", _("Choose one of the list.")), *areas_of_today().items()],
        error_messages=CHOOSE,
    )
