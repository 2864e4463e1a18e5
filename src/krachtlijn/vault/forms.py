"""Forms made from the declaration of a kind: the words first, the rest unfolds."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from krachtlijn.people.forms import PinField
from krachtlijn.vault.errors import Invalid
from krachtlijn.vault.kinds import Asked, Kind, Record
from krachtlijn.vault.validation import record_of
from krachtlijn.web.codes import Codes, LiveCodes
from krachtlijn.web.widgets import TileSelect, TileSelectMultiple


@cache
def form_for(record: type[Record]) -> type["KindForm"]:
    """The form of a kind. Its ``cleaned_data`` is the content of an entry."""
    fields: dict[str, Any] = {name: _field(name, asked) for name, asked in record.asked()}
    told = {
        **fields,
        "kind_of": record.kind_of,
        "links": {name: asked.links for name, asked in record.asked() if asked.links},
        "someone": [name for name, asked in record.asked() if asked.someone],
        "own_hand": record.of_own_hand(),
    }
    return type(f"{record.__name__}Form", (KindForm,), told)


class KindForm(forms.Form):
    kind_of: Kind
    links: dict[str, tuple[str, ...]]
    someone: list[str]
    own_hand: list[str]

    def __init__(self, *args, own=(), circle=(), keeper=None, for_other=False, **named):
        """``own``: the person's entries, for the questions that point to another one.

        ``circle``: whom they can ask. ``keeper``: in whose plan it comes.
        With ``for_other`` it is put before someone else, and what
        only that one can answer is not asked.
        """
        super().__init__(*args, **named)
        self.keeper = keeper
        for name in self.own_hand if for_other else ():
            del self.fields[name]
        for name in self.someone:
            self._ask_someone(name, circle)
        for name, kinds in self.links.items():
            choices = [
                (str(one.id), Truncator(one.words).chars(70))
                for one in own
                if one.kind.name in kinds
            ]
            if choices:
                self.fields[name] = forms.MultipleChoiceField(
                    required=False,
                    label=self.fields[name].label,
                    choices=choices,
                    widget=TileSelectMultiple(),
                )
            else:
                del self.fields[name]

    def _ask_someone(self, name: str, circle) -> None:
        if name in self.fields and circle:
            field = self.fields[name]
            people = [(str(each.pk), each.called) for each in circle]
            widget = TileSelect(pictograms={key: "user-round" for key, _name in people})
            self.fields[name] = forms.ChoiceField(
                required=False,
                label=field.label,
                help_text=field.help_text,
                choices=[("", _("Nobody")), *people],
                widget=widget,
            )
        else:
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        super().clean()
        content = {
            name: _sendable(self.fields[name], value) for name, value in self.cleaned_data.items()
        }
        if not self.errors:
            try:
                record = record_of(self.kind_of.name, content)
                if self.keeper and (wrong := record.wrong_for(self.keeper)):
                    raise Invalid(wrong)
            except Invalid as refused:
                for name, said in refused.errors.items():
                    self.add_error(name if name in self.fields else None, said)
        return content

    @property
    def first(self):
        return self["words"]

    @property
    def in_sight(self):
        return [bound for bound in self if bound.name in self.kind_of.in_sight]

    @property
    def rest(self):
        return [bound for bound in self if bound.name not in ("words", *self.kind_of.in_sight)]


def _sendable(field: forms.Field, value):
    if isinstance(field, forms.DateField):
        return value.isoformat() if value else ""
    return (value or None) if isinstance(field, OneOf) else value


class OneOf(forms.ChoiceField):
    """One choice of a list, or none."""


def _field(name: str, asked: Asked) -> forms.Field:
    told: dict[str, Any] = {
        "label": asked.question,
        "help_text": asked.hint,
        "required": name == "words",
    }
    if asked.day:
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(widget=day, **told)
    if asked.someone:
        return forms.ChoiceField(**told)
    if asked.links:
        return forms.MultipleChoiceField(**told)
    if asked.codes is not None:
        return _choice(asked.codes, asked.several, told)
    if name == "words":
        told["error_messages"] = {"required": _("Write something here, even one word.")}
    attrs = {"rows": asked.rows}
    widget = forms.Textarea(attrs) if asked.rows > 1 else forms.TextInput()
    return forms.CharField(widget=widget, **told)


def _choice(codes: Codes, several: bool, told: dict) -> forms.Field:
    wrong = {"invalid_choice": _("Choose one of the list.")}
    if isinstance(codes, LiveCodes) and not several:
        return OneOf(choices=_open_list(codes), error_messages=wrong, **told)
    widget = (TileSelectMultiple if several else TileSelect)(pictograms=codes.pictograms())
    kind = forms.MultipleChoiceField if several else OneOf
    return kind(choices=codes.choices, widget=widget, error_messages=wrong, **told)


def _open_list(codes: LiveCodes):
    """Of any length, so it unfolds; read when the form is shown."""
    return lambda: [("", _("I choose nothing now")), *codes.choices()]


LASTS = Codes(
    "lasts",
    open=(_("Until I stop it"), "door-open"),
    month=(_("One month"), "calendar-days"),
    season=(_("Three months"), "calendar-days"),
    date=(_("Until a day I choose"), "clock"),
)
DAYS = {"month": 30, "season": 91}


class ShowForm(forms.Form):
    """What someone is shown, for how long, and why. Under one id, so that a resend says it once."""

    id = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput())
    lasts = forms.ChoiceField(
        choices=LASTS.choices,
        initial="open",
        label=_("For how long?"),
        widget=TileSelect(pictograms=LASTS.pictograms()),
    )
    date = forms.DateField(
        required=False,
        label=_("Until which day?"),
        help_text=_("Only if you chose a day."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    later = forms.BooleanField(
        required=False,
        label=_("Also what I write later"),
        help_text=_(
            "This begins after 24 hours. Until then you can undo it, and nobody sees that."
        ),
    )
    purpose = forms.CharField(
        required=False,
        max_length=300,
        label=_("What for?"),
        help_text=_("For yourself, so that you remember later."),
    )
    pin = PinField(
        label=_("Type your PIN again"), help_text=_("You signed in more than ten minutes ago.")
    )

    def __init__(self, *args, fresh: bool, with_later: bool, **named):
        super().__init__(*args, **named)
        if fresh:
            del self.fields["pin"]
        if not with_later:
            del self.fields["later"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        chosen = cleaned.get("lasts")
        cleaned["until"] = None
        if chosen in DAYS:
            # To the end of a day: sent twice, it is the same word.
            cleaned["until"] = end_of(timezone.localdate() + timedelta(days=DAYS[chosen]))
        elif chosen == "date":
            cleaned["until"] = self._end_of(cleaned.get("date"))
        return cleaned

    def begin_anew(self, why) -> None:
        """Under a fresh id, because what was sent under this one cannot be said again."""
        self.data = {**self.data, "id": str(uuid4())}
        self.add_error(None, why)

    def _end_of(self, day):
        if day is None:
            self.add_error("date", _("Choose the day."))
            return None
        if day < timezone.localdate():
            self.add_error("date", _("Choose a day that is still to come."))
            return None
        return end_of(day)


def end_of(day: date) -> datetime:
    """The last moment of a day, where people live."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class ToWhomForm(ShowForm):
    """The same, with the question to whom."""

    to = forms.ChoiceField(label=_("To whom?"), widget=TileSelect())
    field_order = ["to", "lasts", "date", "later", "purpose", "pin"]

    def __init__(self, *args, circle, **named):
        super().__init__(*args, **named)
        choices = [(str(person.pk), person.called) for person in circle]
        pictograms = {str(person.pk): "user-round" for person in circle}
        self.fields["to"] = forms.ChoiceField(
            label=_("To whom?"), choices=choices, widget=TileSelect(pictograms=pictograms)
        )
        self.order_fields(self.field_order)
