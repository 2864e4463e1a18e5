"""Groups of Waterdam: around a barrier, and around a pot of soup."""

from datetime import date, datetime, time
from typing import NamedTuple

from django.utils import timezone

from krachtlijn.community.models import Barrier, CollectiveAction
from krachtlijn.demo.neighbourhood.past import Calendar, id_of
from krachtlijn.groups.log import sealed
from krachtlijn.groups.models import Group, Line, Member
from krachtlijn.privacy.keys import make_keeper


class Gathering(NamedTuple):
    name: str
    about: str
    area: str
    theme: str  # of the barrier it is about; empty for none
    begun: int
    deciding: str
    members: tuple[tuple[str, str, str], ...]  # key of a person or empty, alias, role
    log: tuple[tuple[str, int, int, str], ...]  # kind, days ago, which member, words
    action: tuple[str, str, str, str] | None = None  # title, kind, state, result


GATHERINGS = [
    Gathering(
        "Werkgroep Wonen", "Negen buren trekken samen aan de wachtlijst.", "lindewijk", "wait_home", 330, "talk",
        (("amina", "Amina", "schrijft op"), ("mariette", "Mariëtte", "zit voor"), ("rik", "Rik", "luistert naar wie niet komt"),
         ("", "Selma", ""), ("", "Bert", "kent de regels"), ("", "Yusuf", ""), ("", "Lena", "zorgt voor koffie"), ("", "D.", ""), ("", "Moeder van drie", "")),
        (("meeting", 320, 1, "Eerste keer samen. Iedereen vertelde hoe lang hij wacht."),
         ("decision", 300, 1, "Wij vragen de stad elk jaar een brief met ieders plaats."),
         ("action", 210, 0, "Met vier naar het stadhuis. De schepen luisterde een uur."),
         ("meeting", 45, 2, "De brief is er. Wij lazen hem samen: hij is te begrijpen."),
         ("note", 12, 0, "Volgende keer: wie helpt mensen die niet kunnen lezen?")),
        ("Samen zoeken naar een woning", "change", "acting", ""),
    ),
    Gathering(
        "Kookploeg De Linde", "Wij koken met wat over is. Wie honger heeft of gezelschap zoekt, schuift aan.", "lindewijk", "", 400, "all",
        (("fatma", "Fatma", "koopt in"), ("", "Rachid", "kookt"), ("", "Greet", ""), ("", "Tom", "wast af")),
        (("decision", 390, 0, "Iedereen betaalt wat hij kan. Niemand vraagt hoeveel."),
         ("action", 77, 1, "De eerste buurttafel: 41 borden."),),
        ("De buurttafel op zondag", "acceptance", "result", "Elke zondag eten veertig mensen samen, van elke straat."),
    ),
    Gathering(
        "Buren van de Haven", "Wij willen dat niemand wordt bekeken om waar hij woont.", "oude-haven", "looked_down", 150, "most",
        (("rik", "Rik", "houdt contact"), ("", "Nadia", ""), ("", "Jef", "spreekt"), ("", "Olena", "")),
        (("meeting", 140, 1, "Wij vertelden wat ons overkomt aan het loket."),
         ("decision", 60, 1, "Wij maken een tentoonstelling: Dit is de Haven."),),
        ("Dit is de Haven: foto’s en verhalen", "acceptance", "planning", ""),
    ),
]  # fmt: skip


def gather_all(calendar: Calendar) -> None:
    """Every group with who is in it, its log and what it does."""
    for each in GATHERINGS:
        _gather(each, calendar)


def group_id(name: str):
    """The number of a group by its name."""
    return id_of("group", name)


def _gather(each: Gathering, calendar: Calendar) -> None:
    barrier = Barrier.objects.filter(scopes__theme=each.theme, scopes__area=each.area).first()
    begun = calendar.day(each.begun)
    group = Group(
        pk=group_id(each.name), name=each.name, about=each.about, area=each.area,
        deciding=each.deciding, begun=begun, barrier=barrier, action=_act(each, barrier, calendar),
    )  # fmt: skip
    make_keeper(group.pk)
    group.save()
    members = [
        Member.objects.create(
            pk=id_of("member", each.name, alias), group=group, alias=alias, role=role, since=begun,
            person_id=id_of("person", key) if key else None,
        )
        for key, alias, role in each.members
    ]  # fmt: skip
    for number, (kind, days_ago, who, words) in enumerate(each.log):
        on = calendar.day(days_ago)
        line = Line(
            pk=id_of("line", each.name, str(number)), group=group, kind=kind, on=on,
            by=members[who], made=_evening(on),
        )  # fmt: skip
        way = each.deciding if kind == Line.Kind.DECISION else ""
        line.sealed = sealed(group, line, words, way)
        line.save()


def _act(each: Gathering, barrier: Barrier | None, calendar: Calendar) -> CollectiveAction | None:
    if each.action is None:
        return None
    title, kind, state, result = each.action
    return CollectiveAction.objects.create(
        pk=id_of("action", title), barrier=barrier, area=each.area, kind=kind, title=title,
        who=each.name, state=state, result=result, begun=calendar.day(each.begun - 30),
        changed=calendar.day(min(each.begun - 30, 40)),
    )  # fmt: skip


def _evening(on: date) -> datetime:
    return datetime.combine(on, time(20, 30), timezone.get_default_timezone())
