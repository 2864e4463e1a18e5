"""The acts on a barrier, each with its form: what is asked, what it is called, which verb it is."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from krachtlijn.community import barriers
from krachtlijn.community.models import Barrier
from krachtlijn.community.phases import of_areas
from krachtlijn.organisations.codes import LEVEL, MECHANISM, THEMES
from krachtlijn.organisations.models import Organisation
from krachtlijn.rooms.samen.parts import Standing, today
from krachtlijn.web.answers import Refused

SAID = 2000


@dataclass(frozen=True)
class Act:
    """How a move is offered: the words on the button, the question, and what help is given."""

    button: Promise
    question: Promise
    hint: Promise
    pictogram: str


ACTS = {
    "collect": Act(
        _("Ask around"),
        _("How do you ask around?"),
        _("Where people can say it, and until when."),
        "megaphone",
    ),
    "bundle": Act(
        _("Bring it together"),
        _("What do many people say?"),
        _("Say what they have in common. Name nobody."),
        "waypoints",
    ),
    "analyse": Act(
        _("Write down the talk"),
        _("What did people say when they talked about it?"),
        _("What is behind it, and what would help? Say when and where you met."),
        "message-circle",
    ),
    "report": Act(
        _("Put it to who can answer"),
        _("What do you ask?"),
        _("One clear question gets a clear answer."),
        "building-2",
    ),
    "decide": Act(
        _("Give an answer"),
        _("Why do you decide this?"),
        _("Everyone can read your reason. Say who had a say in it."),
        "landmark",
    ),
    "act": Act(
        _("Say what is being done"),
        _("What is being done, by whom, from when?"),
        _("Say what people will notice first."),
        "hammer",
    ),
    "tell_back": Act(
        _("Tell back what came of it"),
        _("What came of it?"),
        _("Everyone who said this reads it in their plan. Also say what did not work."),
        "undo-2",
    ),
    "close": Act(
        _("Close this"),
        _("Why can this be closed?"),
        _("It comes back by itself when enough people say it again."),
        "check",
    ),
    "merge": Act(
        _("Let two go on as one"),
        _("Why are these two one?"),
        _("All voices go along. Whoever said this still finds it."),
        "link",
    ),
    "split": Act(
        _("Let a part go on by itself"),
        _("Why does this part go on by itself?"),
        _("The voices of this part go along."),
        "share-2",
    ),
}  # fmt: skip


class SayForm(forms.Form):
    """What is said with a move; every move has it."""

    said = forms.CharField(max_length=SAID, required=False, widget=forms.Textarea)

    def __init__(self, data, barrier: Barrier, act: Act):
        super().__init__(data, auto_id=f"{barrier.pk}_%s")  # several may stand on one page
        self.barrier = barrier
        self.fields["said"].label = str(act.question)
        self.fields["said"].help_text = str(act.hint)
        self.order_fields([name for name in self.fields if name != "said"])

    def arguments(self) -> dict:
        """What the verb gets besides the words."""
        return {name: value for name, value in self.cleaned_data.items() if name != "said"}


class ReportForm(SayForm):
    to = forms.ModelChoiceField(
        queryset=Organisation.objects.order_by("-city", "name"), label=_("Who can answer this?")
    )
    answer_by = forms.DateField(
        label=_("By which day do you want an answer?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=lambda: today() + timedelta(days=60),
    )


class DecideForm(SayForm):
    act = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=Barrier.Decision.choices,
        coerce=lambda value: value == Barrier.Decision.ACT,
        empty_value=None,
        widget=forms.RadioSelect,
    )


class OtherBarrier(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return obj.called


class MergeForm(SayForm):
    def __init__(self, data, barrier, act):
        super().__init__(data, barrier, act)
        near = of_areas({scope.area for scope in barrier.scopes.all()})
        self.fields["into"] = OtherBarrier(
            queryset=near.exclude(pk=barrier.pk).prefetch_related("scopes"),
            label=_("With which one does it go on?"),
        )
        self.order_fields(["into", "said"])


class SplitForm(SayForm):
    def __init__(self, data, barrier, act):
        super().__init__(data, barrier, act)
        self.fields["level"] = forms.ChoiceField(
            label=_("Where does this part sit?"),
            choices=[(one, LEVEL.label(one)) for one in barriers.splittable(barrier)],
            widget=forms.RadioSelect,
        )
        self.order_fields(["level", "said"])


FORMS = {"report": ReportForm, "decide": DecideForm, "merge": MergeForm, "split": SplitForm}


def form_of(move: str, barrier: Barrier, data=None) -> SayForm:
    """The form of a move, for this barrier."""
    return FORMS.get(move, SayForm)(data, barrier, ACTS[move])


def do(move: str, form: SayForm, standing: Standing) -> Barrier | None:
    """Make the move. A no of the rules becomes an error in the form, in plain words."""
    verb = getattr(barriers, move)
    said = form.cleaned_data["said"]
    try:
        return verb(form.barrier, said=said, by=standing.acting(move), **form.arguments())
    except Refused as no:
        form.add_error("said" if not said.strip() else None, str(no))
        return None


class NoticeForm(forms.Form):
    """Something that holds people back here, written down for the first time."""

    theme = forms.ChoiceField(
        label=_("What is it about?"),
        choices=lambda: [
            (
                MECHANISM.label(mechanism),
                [(code, one.label) for code, one in THEMES.items() if one.mechanism == mechanism],
            )
            for mechanism in MECHANISM
        ],
    )
    said = forms.CharField(
        label=_("What did you notice?"),
        help_text=_("Say what happens, and name nobody."),
        max_length=SAID,
        widget=forms.Textarea,
    )
