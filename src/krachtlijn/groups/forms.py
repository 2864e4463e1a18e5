"""What is asked in a group: one question at a time."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from krachtlijn.community.models import CollectiveAction
from krachtlijn.groups.models import Group, Line
from krachtlijn.organisations.codes import LEVEL, THEMES
from krachtlijn.web.widgets import TileSelect, offer

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
KINDS = {"meeting": "users", "decision": "check", "action": "hammer", "note": "lightbulb"}
WAYS = {"talk": "message-circle", "all": "handshake", "most": "hand", "role": "id-card"}


def _alias(**more):
    return forms.CharField(
        max_length=80,
        label=_("How do you want to be called here?"),
        help_text=_("Your first name, or another name: you choose. Only the group sees it."),
        # Left empty, also by the browser: else most people would be called in full without choosing.
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **more,
    )


class BeginForm(forms.Form):
    name = forms.CharField(max_length=120, label=_("What is the group called?"))
    about = forms.CharField(
        max_length=1000,
        required=False,
        label=_("What do you want to do together?"),
        help_text=_("Everyone can read the name and this. Name nobody."),
        widget=forms.Textarea,
    )
    area = forms.ChoiceField(required=False, label=_("In which neighbourhood?"))
    deciding = forms.ChoiceField(
        label=_("How do you decide?"),
        help_text=_("You can change this later, together."),
        choices=Group.Deciding.choices,
        widget=TileSelect(pictograms=WAYS),
    )
    open = forms.ChoiceField(
        label=_("Who can join?"),
        choices=[("yes", _("Everyone who wants to")), ("no", _("Who has our word"))],
        widget=TileSelect(pictograms={"yes": "door-open", "no": "key"}),
    )
    alias = _alias()

    def __init__(self, *args, areas, **named):
        super().__init__(*args, **named)
        offer(self, area=[("", _("Everywhere")), *areas])
        if not areas:
            del self.fields["area"]

    def clean_open(self) -> bool:
        return self.cleaned_data["open"] == "yes"


class JoinForm(forms.Form):
    alias = _alias()
    word = forms.CharField(
        max_length=40,
        label=_("The word of the group"),
        help_text=_("Ten letters. Someone in the group can give it to you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args, open, **named):
        super().__init__(*args, **named)
        if open:
            del self.fields["word"]


class AliasForm(forms.Form):
    alias = forms.CharField(
        max_length=80,
        label=_("How does this person want to be called?"),
        help_text=_("For someone without an account, who wants this. No family name."),
    )


class LineForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you write down?"),
        choices=Line.Kind.choices,
        widget=TileSelect(pictograms=KINDS),
    )
    words = forms.CharField(
        max_length=4000,
        label=_("In your own words"),
        help_text=_("Everyone in the group reads this. Who joins later reads it too."),
        widget=forms.Textarea,
    )
    on = forms.DateField(label=_("On which day?"), widget=DAY, initial=timezone.localdate)


class RoleForm(forms.Form):
    role = forms.CharField(
        max_length=80,
        label=_("What do you take on?"),
        help_text=_("Such as: I call us together. Or: I keep the money."),
    )


class DecidingForm(forms.Form):
    deciding = forms.ChoiceField(
        label=_("How do you decide from now on?"),
        choices=Group.Deciding.choices,
        widget=TileSelect(pictograms=WAYS),
    )


class BarrierForm(forms.Form):
    barrier = forms.ChoiceField(label=_("What do you want to change?"), widget=TileSelect())

    def __init__(self, *args, barriers, **named):
        super().__init__(*args, **named)
        self.fields["barrier"] = forms.ChoiceField(
            label=self.fields["barrier"].label, choices=barriers, widget=TileSelect()
        )


class ActionForm(forms.Form):
    title = forms.CharField(
        max_length=120,
        label=_("What do you want to do?"),
        help_text=_("In a few words. Everyone can read this."),
    )
    kind = forms.ChoiceField(
        label=_("What is it for?"),
        choices=CollectiveAction.Kind.choices,
        widget=TileSelect(pictograms={"change": "sprout", "acceptance": "heart"}),
    )


class MoveForm(forms.Form):
    words = forms.CharField(max_length=2000, label=_("What is there to say about it?"),
                            widget=forms.Textarea)  # fmt: skip

    def __init__(self, *args, public: bool, **named):
        super().__init__(*args, **named)
        self.fields["words"].required = public
        self.fields["words"].help_text = (
            _("Everyone can read this. Name nobody.")
            if public
            else _("You may leave it empty. It stands in the log of the group.")
        )


class RaiseForm(forms.Form):
    """A signal of a worker or a group: what holds people back, on which level, where."""

    theme = forms.ChoiceField(label=_("What holds people back?"))
    level = forms.ChoiceField(
        label=_("Where does it lie most?"),
        choices=LEVEL.choices,
        widget=TileSelect(pictograms=LEVEL.pictograms()),
    )
    area = forms.ChoiceField(label=_("In which neighbourhood?"))

    def __init__(self, *args, areas=(), **named):
        super().__init__(*args, **named)
        themes = [(theme, one.label) for theme, one in THEMES.items()]
        offer(self, theme=[("", _("Choose")), *themes])
        offer(self, area=[("", _("Choose")), *areas])
        if not areas:
            del self.fields["area"]


class LeaveForm(forms.Form):
    wipe = forms.BooleanField(
        required=False,
        label=_("Also wipe what I wrote in the log"),
        help_text=_("Else your words stay, as those of someone who left."),
    )


class EndForm(forms.Form):
    words = forms.CharField(
        max_length=2000,
        required=False,
        label=_("What do you want to keep of it?"),
        help_text=_("You may leave it empty. It stands in the log of the group."),
        widget=forms.Textarea,
    )
