"""What happened to what holds people back in Waterdam: one barrier in each phase, and more."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import cycle

from krachtlijn.community import barriers, releases
from krachtlijn.community.barriers import Acting
from krachtlijn.community.models import Barrier, Scope
from krachtlijn.community.periods import months, release_day
from krachtlijn.organisations.models import Organisation

Event = tuple[date, Callable[[], object]]

TABLE, HOUSE, CITY = "Bewonersraad Waterdam", "Wijkhuis De Linde", "Stad Waterdam"
TENANTS, FRIENDS = "Werkgroep Wonen", "Buren van de Haven"
READER, GROUP = frozenset({"moderator"}), frozenset({"group"})
WORKER, ASKED = frozenset({"worker"}), frozenset({"addressee"})

# Which quarter it was first heard in (0 is the oldest), and then: after how many days, which move,
# who, as what, and what was said.
Told = tuple[int, str, str, frozenset[str], str]
COURSE: dict[tuple[str, str], tuple[int, list[Told]]] = {
    ("lindewijk", "wait_home"): (0, [
        (27, "analyse", TENANTS, GROUP, "Buurttafel met 23 mensen. De lijst is lang, en niemand weet waar die op wacht. Wie verhuist, verliest zijn plaats."),
        (48, "report", TABLE, READER, "Wij vragen de stad: zeg elk jaar waar iemand staat, en laat mensen hun plaats houden als ze verhuizen."),
        (96, "decide", CITY, ASKED, "De stad doet het. Acht bewoners beslisten mee. Iedereen krijgt elk jaar een brief met zijn plaats. Twintig woningen komen erbij."),
        (131, "act", CITY, ASKED, "De eerste brieven zijn verstuurd. De bouw in de Kade begint. Wij beloven de sleutels tegen 1 december."),
    ]),
    ("lindewijk", "energy"): (0, [
        (30, "analyse", HOUSE, READER, "Gesprek in het wijkhuis met 14 mensen. Oude ketels, geen dubbel glas, en een contract dat niemand begrijpt."),
        (52, "report", HOUSE, READER, "Wij vragen een plek in de wijk waar iemand met je mee kijkt naar je factuur."),
        (110, "decide", CITY, ASKED, "Er komt een loket in de Lindewijk. De Woonwinkel doet het, met bewoners die zelf huren."),
        (170, "act", CITY, ASKED, "Twee bewoners zijn opgeleid. Het lokaal is gevonden."),
        (300, "tell_back", TABLE, READER, "Het Huurdersloket is open, elke dinsdag. Het kwam er omdat jullie dit zeiden."),
    ]),
    ("lindewijk", "free_costs"): (1, [
        (33, "analyse", HOUSE, READER, "Kinderen vertelden waarom ze stopten met hun club. Het is niet de sport, het is de kledij en het vervoer."),
        (60, "report", HOUSE, READER, "Wij vragen één prijs voor alle clubs."),
        (120, "decide", CITY, ASKED, "De Sportpas komt er: 2 euro per keer, bij elke club. De clubs beslisten mee."),
    ]),
    ("lindewijk", "letters"): (2, [
        (31, "analyse", TABLE, READER, "Wij lazen samen tien brieven van de stad. Negen waren te moeilijk."),
        (55, "report", TABLE, READER, "Wij vragen: laat elke brief lezen door mensen van de wijk, voor hij vertrekt."),
    ]),
    ("sluiskant", "home_bad"): (0, [
        (20, "analyse", TABLE, READER, "In de Sluisstraat zijn elf woningen vochtig. De verhuurder antwoordt niet."),
        (41, "report", TABLE, READER, "Wij vragen de stad om te komen kijken."),
        (70, "decide", CITY, ASKED, "De stad komt in alle elf woningen kijken."),
        (90, "act", CITY, ASKED, "Negen woningen zijn bekeken. De verhuurder moet herstellen."),
        (150, "tell_back", CITY, ASKED, "In zeven woningen is het vocht weg. Twee dossiers lopen nog."),
        (160, "close", TABLE, READER, "Voor nu is dit klaar. Wie opnieuw vocht heeft, zegt het."),
    ]),
    ("sluiskant", "no_bus"): (1, [
        (28, "analyse", HOUSE, READER, "Na zeven uur rijdt er niets. Wie laat werkt, loopt veertig minuten."),
        (50, "report", HOUSE, READER, "Wij vragen een late bus, ook in het weekend."),
        (125, "decide", CITY, ASKED, "De stad kan geen bus laten rijden. Dat beslist de Vlaamse overheid, en zij zegt nee. Wij steunen wel de buren die rijden."),
    ]),
    ("sluiskant", "online_only"): (2, [
        (34, "analyse", HOUSE, READER, "Een afspraak maken kan alleen nog online. Wie dat niet kan, stuurt zijn kind."),
    ]),
    ("oude-haven", "papers"): (0, [
        (25, "analyse", TABLE, READER, "Voor één toelage vroegen ze zeven papieren. Vier daarvan had de stad al."),
        (44, "report", TABLE, READER, "Wij vragen: vraag niets wat je al weet."),
        (88, "decide", CITY, ASKED, "Akkoord. Vanaf nu haalt de stad deze papieren zelf op."),
        (120, "act", CITY, ASKED, "Het nieuwe formulier telt nog één bladzijde."),
        (180, "tell_back", CITY, ASKED, "Van zeven papieren naar drie. Dank aan wie het zei."),
        (190, "close", TABLE, READER, "Gelukt. Wij houden het in het oog."),
    ]),
    ("oude-haven", "debts"): (1, [
        (40, "analyse", FRIENDS, GROUP, "De schuld groeit door de kosten van wie ze komt halen."),
        (160, "report", FRIENDS, GROUP, "Wij vragen: wacht met de deurwaarder, en kom eerst praten."),
    ]),
    ("oude-haven", "looked_down"): (2, [
        (29, "analyse", FRIENDS, GROUP, "Wie van de Haven komt, krijgt minder snel antwoord op een brief of een werkvraag."),
    ]),
}  # fmt: skip
ANSWER_IN = {("lindewijk", "letters"): -25, ("oude-haven", "debts"): 6}  # days ago; else 90 after


def events(quarters: list[str], today: date) -> list[Event]:
    """Everything that happened, in its order: releases first, then what people did that day."""
    draw = fixed_draws()
    counted: list[Event] = [
        (release_day(month), partial(_heard, month, draw))
        for quarter in quarters
        for month in months(quarter)
    ]
    counted += [(release_day(one), partial(_numbers, one, draw)) for one in quarters]
    moved: list[Event] = [
        (first_heard(quarters[begun]) + timedelta(days=days), partial(_move, where, told, today))
        for where, (begun, course) in COURSE.items()
        for told in course
        for days in (told[0],)
    ]
    moved += list(_without_enough(today))
    return [one for one in sorted([*counted, *moved], key=lambda one: one[0]) if one[0] <= today]


def first_heard(quarter: str) -> date:
    """The day on which the first month of a quarter was counted."""
    return release_day(months(quarter)[0])


def fixed_draws() -> Callable[[Fraction], int]:
    """Noise that is the same on every machine. Only a demo does this: its numbers protect nobody."""
    numbers = cycle((1, -2, 0, 3, -1, 0, 2))
    return lambda epsilon: next(numbers)


def _heard(month: str, draw) -> None:
    releases.release_heard(month, on=release_day(month), draw=draw)


def _numbers(quarter: str, draw) -> None:
    releases.release_numbers(quarter, on=release_day(quarter), draw=draw)


def _move(where: tuple[str, str], told: Told, today: date) -> None:
    _days, move, who, parts, said = told
    barrier = Scope.objects.select_related("barrier").get(area=where[0], theme=where[1]).barrier
    on = _on(barrier, told)
    by = Acting(who, parts, on)
    if move == "report":
        ago = ANSWER_IN.get(where)
        until = on + timedelta(days=90) if ago is None else today - timedelta(days=ago)
        city = Organisation.objects.get(name=CITY)
        barriers.report(barrier, said, to=city, answer_by=until, by=by)
    elif move == "decide":
        barriers.decide(barrier, said, act=where[1] != "no_bus", by=by)
    else:
        getattr(barriers, move)(barrier, said, by=by)


def _on(barrier: Barrier, told: Told) -> date:
    return barrier.opened + timedelta(days=told[0])


def _without_enough(today: date) -> Iterator[Event]:
    """What was written down by hand, before enough people said it."""

    def doctor():
        by = partial(Acting, HOUSE, WORKER)
        said = "Drie mensen vertelden deze week dat geen enkele huisarts hen nog inschrijft."
        barrier = barriers.notice("no_doctor", "sluiskant", said, by=by(today - timedelta(days=40)))
        barriers.collect(
            barrier, "Wij vragen rond in de wachtzaal en op de markt.", by=by(today - timedelta(20))
        )

    def place():
        said = "De zaal aan de kade is verkocht. Wij hebben geen plek meer om samen te komen."
        by = Acting(FRIENDS, GROUP, today - timedelta(days=12))
        barriers.notice("no_meeting_place", "oude-haven", said, by=by)

    yield today - timedelta(days=40), doctor
    yield today - timedelta(days=12), place
