from django import forms
from django.utils.translation import gettext_lazy as _

from krachtlijn.exchange.paper import LINE_KINDS, Sheet
from krachtlijn.exchange.uploads import MOST
from krachtlijn.plans.codes import POLARITY
from krachtlijn.vault.kinds import KINDS, LONG
from krachtlijn.web.widgets import TileSelectMultiple


class BringInForm(forms.Form):
    plan = forms.FileField(
        label=_("The file with your plan"),
        help_text=_("It is called mijn-plan.json. At most 5 MB."),
        error_messages={
            "required": _("Choose the file first."),
            "empty": _("This file is empty. Choose the file mijn-plan.json you saved."),
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    others_said_yes = forms.BooleanField(
        required=False,
        label=_("Also words of others. They said yes to this."),
        help_text=_("Leave it off, and only your own words come in."),
    )

    def clean_plan(self):
        file = self.cleaned_data["plan"]
        if file.size > MOST:
            raise forms.ValidationError(_("This file is too large. At most 5 MB fits."))
        return file


class SheetKindsForm(forms.Form):
    """What an empty sheet asks; without a choice, everything."""

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        kinds = [KINDS[name].kind_of for name in LINE_KINDS.values()]
        self.fields["asks"] = forms.MultipleChoiceField(
            required=False,
            label=_("What do you want to write about?"),
            help_text=_("Choose nothing, and there is room for everything."),
            choices=[(kind.name, kind.many) for kind in kinds],
            widget=TileSelectMultiple(pictograms={kind.name: kind.pictogram for kind in kinds}),
        )


class SheetNumberForm(forms.Form):
    sheet = forms.CharField(
        max_length=40,
        label=_("The number of the sheet"),
        help_text=_("It stands at the top of the sheet. Spaces do not matter."),
        error_messages={"required": _("Type the number at the top of the sheet.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "code"}
        ),
    )


class LinesForm(forms.Form):
    """One field per numbered line of a sheet; what was left empty is skipped."""

    def __init__(self, *args, sheet: Sheet, **named):
        super().__init__(*args, **named)
        self.sheet = sheet
        for line in sheet.lines:
            self.fields[line.name] = forms.CharField(
                required=False,
                label=_("Line %(number)d") % {"number": line.number},
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONG}),
            )
            if line.kind.name == "factor":
                self.fields[f"does-{line.number}"] = forms.ChoiceField(
                    required=False,
                    label=_("What does line %(number)d do?") % {"number": line.number},
                    choices=[("", _("I do not say")), *POLARITY.choices()],
                )

    @property
    def parts(self):
        """The fields per kind, as they stand on the sheet."""
        return [
            (kind, [field for line in lines for field in self._of(line)])
            for kind, lines in self.sheet.parts
        ]

    def contents(self) -> dict[int, dict]:
        """What to keep, per line that was filled in."""
        said = self.cleaned_data
        return {
            line.number: {"words": said[line.name]} | self._does(line)
            for line in self.sheet.lines
            if said.get(line.name)
        }

    def refuse(self, errors: dict[int, list]) -> None:
        for number, said in errors.items():
            self.add_error(f"line-{number}", said)

    def _of(self, line):
        names = (line.name, f"does-{line.number}")
        return [self[name] for name in names if name in self.fields]

    def _does(self, line) -> dict:
        does = self.cleaned_data.get(f"does-{line.number}")
        return {"polarity": does} if does else {}
