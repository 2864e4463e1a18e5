"""Sentences that wait to be read: is there somebody in it who can be recognised?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from krachtlijn.community import sentences
from krachtlijn.community.models import Sentence
from krachtlijn.community.periods import first_day
from krachtlijn.organisations.areas import areas_at
from krachtlijn.organisations.codes import THEMES
from krachtlijn.people.models import Membership
from krachtlijn.rooms.samen.parts import READERS, areas_read_by, roles_of, today
from krachtlijn.web.answers import Refused
from krachtlijn.web.doors import own_page

WAITING = Sentence.State.WAITING
PAGE = 50


@own_page
def waiting_sentences(request):
    """Only who reads for this area sees these words, and says yes or no to each."""
    areas = areas_read_by(request.user)
    if not areas:
        raise Refused(_("Only the readers of a neighbourhood see these sentences."))
    if request.method == "POST":
        return _checked(request, areas)
    waiting = Sentence.objects.filter(area__in=areas, state=WAITING).order_by("month", "token")
    context = {
        "waiting": _told(list(waiting[:PAGE])),
        "within": sentences.WITHIN.days,
        "readers": readers_of(areas),
    }
    return render(request, "rooms/samen/sentences.html", context)


def _told(found: list[Sentence]) -> list[dict]:
    """Each sentence with its words, where it comes from, and whether it waits too long."""
    names = dict(areas_at(today()).values_list("code", "name"))
    words = zip(found, sentences.texts_of(found), strict=True)
    return [
        {
            "token": one.token,
            "words": text,
            "place": names.get(one.area, one.area),
            "theme": THEMES[one.theme],
            "month": first_day(one.month),
            "late": sentences.is_late(one, on=today()),
        }
        for one, text in words
    ]


def _checked(request, areas):
    token = request.POST.get("token", "")
    if not token.isprintable():  # a database may refuse to look for such a text
        raise Http404
    found = get_object_or_404(Sentence, token=token, area__in=areas)
    fine = request.POST.get("fine")
    if fine not in ("yes", "no"):
        raise Refused(_("Say yes or no to the sentence."))
    by = name_of_reader(request.user, found.area)
    sentences.check(found, fine=fine == "yes", on=today(), by=by)
    messages.success(request, _("Thank you. The next one is waiting when you want."))
    return redirect("sentences")


def name_of_reader(person, area: str) -> str:
    """In whose name a sentence was checked: the house or council, for the record keeps no person."""
    mine = (one for one in roles_of(person) if one.role in READERS and one.area == area)
    return next(mine).organisation.name


def readers_of(areas) -> list[tuple[str, str]]:
    """Who reads here, as whoever gives a sentence along sees it: role and organisation, no person."""
    found = Membership.objects.filter(role__in=READERS, area__in=areas)
    found = found.select_related("organisation").order_by("organisation__name", "role")
    return list(dict.fromkeys((one.get_role_display(), one.organisation.name) for one in found))
