"""Searching the list, and putting something on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import LIFE_DOMAIN, THEMES
from krachtlijn.resources import languages
from krachtlijn.web.widgets import TileSelect, TileSelectMultiple, offer

CONTENT = (
    "name", "what", "area", "place", "domain", "theme", "came_of", "when", "cost", "free",
    "conditions", "languages", "contact", "places_free",
)  # fmt: skip

MORE = ("conditions", "languages", "places_free", "theme", "came_of")


class SearchForm(forms.Form):
    """Every question may stay open."""

    words = forms.CharField(required=False, max_length=100, label=_("What are you looking for?"))
    domain = forms.ChoiceField(required=False, label=_("About what?"))
    area = forms.ChoiceField(required=False, label=_("In which neighbourhood?"))
    language = forms.ChoiceField(required=False, label=_("In which language?"))
    free = forms.BooleanField(required=False, label=_("Only what costs nothing"))

    def __init__(self, *args, areas, **named):
        super().__init__(*args, **named)
        anything = ("", _("Everything"))
        offer(self, domain=[anything, *LIFE_DOMAIN.choices()])
        offer(self, area=[("", _("Everywhere")), *areas])
        offer(self, language=[("", _("Every language")), *languages.choices()])
        if not areas:
            del self.fields["area"]

    def asked(self) -> dict[str, Any]:
        """What was asked; what cannot be understood was not asked."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in SearchForm.base_fields}


class PossibilityForm(forms.Form):
    """One possibility. ``offerer`` is asked from whoever speaks for more than one.

    What it says now can always be chosen again, also when it is in no list any more.
    """

    offerer = forms.ChoiceField(label=_("Who offers this?"))
    name = forms.CharField(max_length=120, label=_("What is it called?"))
    words = forms.CharField(
        max_length=2000,
        label=_("What is it?"),
        help_text=_("Say in plain words what people find there."),
        widget=forms.Textarea,
    )
    domain = forms.ChoiceField(
        label=_("What is it about?"),
        choices=LIFE_DOMAIN.choices,
        widget=TileSelect(pictograms=LIFE_DOMAIN.pictograms()),
    )
    area = forms.ChoiceField(required=False, label=_("In which neighbourhood?"))
    place = forms.CharField(required=False, max_length=200, label=_("Where exactly?"))
    when = forms.CharField(
        required=False,
        max_length=200,
        label=_("When?"),
        help_text=_("Such as: Tuesday from 2 to 5."),
    )
    free = forms.BooleanField(required=False, label=_("It costs nothing"))
    cost = forms.CharField(
        required=False,
        max_length=120,
        label=_("What does it cost?"),
        help_text=_("Only if it costs something."),
    )
    conditions = forms.CharField(
        required=False,
        max_length=1000,
        label=_("What is asked of you?"),
        help_text=_("Leave it empty when everyone can come."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    languages = forms.MultipleChoiceField(
        required=False,
        label=_("In which languages?"),
        choices=languages.choices,
        widget=TileSelectMultiple(),
    )
    contact = forms.CharField(
        required=False,
        max_length=200,
        label=_("How do people get in touch?"),
        help_text=_("A phone number or an address of the place. No name of a person."),
    )
    places_free = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=9999,
        label=_("How many places are free?"),
        help_text=_("Leave it empty when you do not count."),
    )
    theme = forms.ChoiceField(required=False, label=_("Is it an answer to something?"))
    came_of = forms.ChoiceField(required=False, label=_("Did it come of a barrier?"))

    def __init__(self, *args, areas, barriers, offerers=(), **named):
        super().__init__(*args, **named)
        offer(self, offerer=[(one.key, one.name) for one in offerers])
        offer(self, area=[("", _("Everywhere")), *areas])
        themes = [(theme, one.label) for theme, one in THEMES.items()]
        now = self.initial.get("theme", "")
        gone = [(now, now)] if now and now not in THEMES else []
        offer(self, theme=[("", _("No, it is there for everyone")), *themes, *gone])
        spoken = [one for one in self.initial.get("languages", ()) if one not in languages.CODES]
        offer(self, languages=[*languages.choices(), *((one, one) for one in spoken)])
        offer(self, came_of=[("", _("No")), *barriers])
        for name, asked in (("offerer", len(offerers) > 1), ("area", areas), ("came_of", barriers)):
            if not asked:
                del self.fields[name]

    def first_fields(self) -> list:
        return [field for field in self if field.name not in MORE]

    def more_fields(self) -> list:
        """What unfolds: it helps, and most leave it open."""
        return [field for field in self if field.name in MORE]

    def content(self) -> dict[str, Any]:
        """What was asked, and nothing else: what it did not ask stays as it is."""
        said = {**self.cleaned_data, "what": self.cleaned_data["words"]}
        said["languages"] = " ".join(said["languages"])
        if "came_of" in said:
            said["came_of"] = said["came_of"] or None
        return {name: said[name] for name in CONTENT if name in said}


def said_now(possibility) -> dict[str, Any]:
    """What the form says when something on the list is changed."""
    said = {name: getattr(possibility, name) for name in CONTENT}
    return {
        **said,
        "words": possibility.what,
        "came_of": str(said["came_of"] or ""),
        "languages": possibility.languages.split(),
    }
