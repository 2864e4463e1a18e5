from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.shortcuts import render
from django.utils import timezone

from krachtlijn.community import sentences
from krachtlijn.community.models import Sentence
from krachtlijn.community.phases import waiting_for_answer
from krachtlijn.people.models import Person
from krachtlijn.plans.became import news
from krachtlijn.rooms.samen.parts import READERS, Role, roles_of
from krachtlijn.vault.looks import last_look
from krachtlijn.vault.models import Entry, Standing
from krachtlijn.vault.reading import Opened, name_authors, read_own
from krachtlijn.web.doors import open_page


@open_page("whoever is not signed in finds here how to begin")
def today(request):
    """Vandaag: calm. What someone asks you, one of your strengths, and what you may add."""
    if not request.user.is_authenticated:
        return render(request, "rooms/welcome.html")
    entries = read_own(request.user)
    name_authors(entries, request.user)
    context = {
        "proposals": [one for one in entries if one.is_proposed],
        "strength": strength_of_the_day(entries),
        "goals": [one for one in entries if _stands(one, "goal")][:3],
        "asked_of_me": asked_of(request.user),
        "showing": showing_to(request.user),
        "waits": waiting_for(request.user),
        "look": last_look(request.user),
        "news": news(request.user, entries),
    }
    return render(request, "rooms/today.html", context)


@dataclass(frozen=True)
class Waiting:
    """What waits for someone because of their part here: an answer to give, sentences to read."""

    barriers: int
    by: date | None  # the nearest day by which an answer was asked
    sentences: int

    @property
    def late(self) -> bool:
        """Whether that day is over."""
        return self.by is not None and self.by < timezone.localdate()

    @property
    def within(self) -> int:
        """In how many days a sentence is read."""
        return sentences.WITHIN.days


def waiting_for(person: Person) -> Waiting:
    """What is asked of who answers for an organisation, and of who reads for a neighbourhood."""
    roles = roles_of(person)
    offices = [one.organisation_id for one in roles if one.role == Role.OFFICER]
    areas = [one.area for one in roles if one.role in READERS and one.area]
    asked = waiting_for_answer().filter(addressee__in=offices)
    found = asked.aggregate(many=Count("pk"), by=Min("answer_by"))
    unread = Sentence.objects.filter(area__in=areas, state=Sentence.State.WAITING)
    return Waiting(found["many"], found["by"], unread.count())


def strength_of_the_day(entries: list[Opened]) -> Opened | None:
    """One of my strengths, another one each day."""
    strengths = [one for one in entries if _stands(one, "strength")]
    if not strengths:
        return None
    return strengths[timezone.localdate().toordinal() % len(strengths)]


def showing_to(person: Person):
    """Everyone who shows this person something now. Names only: nothing is opened."""
    keepers = Entry.objects.shown_to(person).values("keeper").distinct()
    return Person.objects.filter(pk__in=keepers).order_by("name")


def asked_of(person: Person) -> list[dict]:
    """The steps others ask me to do, and whether I said yes. Nothing of them is opened."""
    said = Entry.objects.for_actor(person, "read").filter(author=person, standing=Standing.OWN)
    asked = Entry.objects.shown_to(person).filter(to=person).order_by("due", "created")
    yes = set(said.filter(kind="yes").values_list("about", flat=True))
    rows = asked.values_list("pk", "keeper", "due")
    people = Person.objects.in_bulk({keeper for _pk, keeper, _due in rows})
    return [
        {"id": pk, "of": people[keeper], "due": due, "said_yes": pk in yes}
        for pk, keeper, due in rows
    ]


def _stands(one: Opened, kind: str) -> bool:
    return one.kind.name == kind and one.standing == Standing.OWN
