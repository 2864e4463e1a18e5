from django import forms
from django.utils.translation import gettext_lazy as _

from krachtlijn.people import cards

PIN_ATTRS = {"inputmode": "numeric", "autocomplete": "current-password", "maxlength": "12"}

PIN_REFUSALS = {
    "six_digits": _("A PIN has six digits."),
    "common": _("Many people choose this PIN, so it is easy to guess. Choose another one."),
}


class PinField(forms.CharField):
    def __init__(self, **named):
        named.setdefault("label", _("Your PIN"))
        named.setdefault("help_text", _("Six digits."))
        widget = forms.PasswordInput(attrs=PIN_ATTRS)
        super().__init__(max_length=12, widget=widget, **named)


class NewPinField(forms.CharField):
    """A PIN to choose; left empty, one is drawn."""

    def __init__(self, **named):
        super().__init__(
            required=False,
            max_length=12,
            label=_("Choose a PIN of six digits"),
            help_text=_("Leave it empty and we draw one for you."),
            widget=forms.TextInput(attrs={**PIN_ATTRS, "autocomplete": "new-password"}),
            **named,
        )

    def clean(self, value):
        pin = (super().clean(value) or "").replace(" ", "")
        if pin and (refused := cards.refuse_pin(pin)):
            raise forms.ValidationError(PIN_REFUSALS[refused])
        return pin


class SignInForm(forms.Form):
    card = forms.CharField(
        label=_("The letters on your card"),
        help_text=_("26 letters and digits. Spaces do not matter."),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    pin = PinField()
    own_device = forms.BooleanField(
        required=False,
        label=_("This is my own device"),
        help_text=_(
            "Then you stay signed in for 30 days. Leave it off on a device others use too."
        ),
    )


class PinAgainForm(forms.Form):
    """The PIN once more, for something that opens or ends a lot."""

    pin = PinField(label=_("Type your PIN again"))


class NewCardForm(forms.Form):
    """A card with a PIN; ``current`` is asked from whoever already has a card."""

    current = PinField(label=_("Your PIN of now"))
    pin = NewPinField()

    def __init__(self, *args, has_card: bool, **named):
        super().__init__(*args, **named)
        if not has_card:
            del self.fields["current"]


class NameForm(forms.Form):
    name = forms.CharField(
        required=False,
        max_length=80,
        label=_("What may people call you?"),
        help_text=_("A first name or another name. Your circle sees it. You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )


class TokenForm(forms.Form):
    label = forms.CharField(
        max_length=60,
        label=_("What is this key for?"),
        help_text=_("A name you will recognise later."),
    )


class MeetForm(forms.Form):
    code = forms.CharField(
        max_length=40,
        label=_("The code you were given"),
        help_text=_("Ten letters and digits. Spaces do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
