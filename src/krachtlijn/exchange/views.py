"""My data and paper: taking everything along, bringing it in elsewhere, and the plan on paper."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from krachtlijn.exchange import bringing_in, mydata, paper, pdf
from krachtlijn.exchange.document import document, everything_of, schema
from krachtlijn.exchange.forms import BringInForm, LinesForm, SheetKindsForm, SheetNumberForm
from krachtlijn.people import stepup
from krachtlijn.people.forms import PinAgainForm
from krachtlijn.vault.views import WRONG_PIN
from krachtlijn.web.answers import demand
from krachtlijn.web.doors import open_page, own_page

# ----------------------------------------------------------------------------- everything of mine


@own_page
def my_data(request):
    """What a take-away is, and where mine stands: not asked, waiting, or open."""
    form = PinAgainForm(_sent(request))
    proved_at = stepup.proved_at(request)
    if mydata.may_ask(request.user, proved_at=proved_at):
        form.fields.pop("pin")
    if request.method == "POST" and form.is_valid() and _proves(request, form):
        mydata.ask(by=request.user, proved_at=stepup.proved_at(request))
        return redirect("my-data")
    asked = mydata.take_away_of(request.user)
    context = {
        "form": form,
        "asked": asked,
        "is_open": bool(mydata.may_take(request.user)),
        "closes": mydata.closes(asked) if asked else None,
        "can_prove": "pin" not in form.fields or bool(stepup.letters_of(request)),
        "can_make_pdf": pdf.can_make_pdf(),
    }
    return render(request, "exchange/my_data.html", context, status=422 if form.errors else 200)


@own_page
@require_POST
def undo_take_away(request):
    mydata.undo(by=request.user)
    messages.success(request, _("It is undone. Nobody sees that you asked."))
    return redirect("my-data")


@own_page
@require_GET
def read_everything(request):
    """Everything of mine on one page, to read and to print."""
    demand(mydata.may_take(request.user))
    context = {"all": everything_of(request.user), "can_make_pdf": pdf.can_make_pdf()}
    return render(request, "exchange/everything.html", context)


@own_page
@require_GET
def as_json(request):
    """Everything of mine as a file, to keep or to bring in elsewhere."""
    demand(mydata.may_take(request.user))
    told = document(everything_of(request.user)).model_dump_json(indent=2)
    return _file(told, "application/json", "mijn-plan.json")


@own_page
@require_GET
def as_pdf(request):
    """Everything of mine as a tagged PDF, where that can be made."""
    demand(mydata.may_take(request.user))
    if not pdf.can_make_pdf():
        raise Http404
    page = render_to_string("exchange/everything_pdf.html", {"all": everything_of(request.user)})
    return _file(pdf.pdf_of(page), "application/pdf", "mijn-plan.pdf")


@open_page("the shape of the file holds nothing of anyone")
@require_GET
def json_schema(request):
    return JsonResponse(schema(), content_type="application/schema+json")


@own_page
def bring_in(request):
    """Bring in what was taken along elsewhere: one's own words, and nothing by halves."""
    form = BringInForm(_sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = bringing_in.read_file(form.cleaned_data["plan"].read())
            said_yes = form.cleaned_data["others_said_yes"]
            result = bringing_in.bring_in(plan, others_said_yes=said_yes, by=request.user)
            return render(request, "exchange/brought_in.html", {"result": result})
        except bringing_in.Unfit as unfit:
            form.add_error("plan", unfit.sentence)
    return render(request, "exchange/bring_in.html", {"form": form}, status=_status(form))


# ------------------------------------------------------------------------------------- on paper


@own_page
def print_plan(request):
    """How do you want it on paper?"""
    return render(request, "exchange/paper.html", {"form": SheetKindsForm()})


@own_page
@require_GET
def on_a4(request):
    """My plan in large letters, per room."""
    without = "without" in request.GET
    rooms = paper.rooms_of(request.user, without_only_me=without)
    drawn = paper.pictures_of_plan(request.user, without_only_me=without)
    context = {"rooms": rooms, "pictures": drawn, "without": without}
    return render(request, "exchange/a4.html", context)


@own_page
@require_GET
def for_the_fridge(request):
    return render(request, "exchange/fridge.html", paper.fridge_of(request.user))


@own_page
@require_GET
def empty_sheet(request):
    """A sheet to write on by hand, with a number of its own each time."""
    return render(request, "exchange/sheet.html", {"sheet": paper.new_sheet(_asked(request))})


@own_page
def type_over(request):
    """A sheet that was filled in by hand, typed over in one pass."""
    sent = request.POST or request.GET
    sheet = paper.sheet_called(sent.get("sheet", ""))
    if sheet is None:
        return _ask_number(request, sent)
    form = LinesForm(_sent(request), sheet=sheet)
    if request.method == "POST" and form.is_valid():
        try:
            new = paper.keep_lines(sheet, form.contents(), by=request.user)
            messages.success(request, _told(new))
            return redirect("plan")
        except paper.LinesRefused as refused:
            form.refuse(refused.errors)
    context = {"sheet": sheet, "form": form}
    return render(request, "exchange/type_over.html", context, status=_status(form))


# -------------------------------------------------------------------------------------------------


def _sent(request):
    # Not `POST or None`: a form whose only question was left out sends nothing at all.
    return request.POST if request.method == "POST" else None


def _proves(request, form) -> bool:
    """Whether the PIN is right, where it was asked."""
    if "pin" not in form.fields or stepup.prove(request, form.cleaned_data["pin"]):
        return True
    form.add_error("pin", WRONG_PIN)
    return False


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _asked(request) -> list[str]:
    return request.GET.getlist("asks")


def _ask_number(request, sent):
    form = SheetNumberForm(sent if "sheet" in sent else None)
    if form.is_bound and form.is_valid():
        form.add_error("sheet", _("There is no sheet with this number. Look at it again."))
    return render(request, "exchange/sheet_number.html", {"form": form}, status=_status(form))


def _told(new: int) -> str:
    if not new:
        return _("Everything on this sheet was in your plan already.")
    said = ngettext("One line is in your plan.", "%(new)d lines are in your plan.", new)
    return said % {"new": new}


def _status(form) -> int:
    return 422 if form.errors else 200
