"""What the law says about what holds people back, in plain words; per mechanism and country.

Each right names the law or the body it stands on, of which country that is, and the month in which
it was written down as known; and whether a page of a public body was found that says the same. It
is no advice for one case: it is there so that someone can see that a thing is not (only) theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from krachtlijn.organisations.codes import MECHANISM

KNOWN_IN = date(2026, 11, 1)


@dataclass(frozen=True)
class Source:
    """Where a right stands, or who helps with it: a law or a body of one country, or of Europe."""

    name: str
    country: str
    url: str


@dataclass(frozen=True)
class Right:
    """A right or a rule, in a few short sentences."""

    says: Promise
    sources: tuple[Source, ...]
    known_in: date = KNOWN_IN
    # The heart of it was found on a page of a public body too; that page may be older than this month.
    held: bool = False


@dataclass(frozen=True)
class About:
    """A right beside the mechanism it is about."""

    mechanism: str
    right: Right

    @property
    def label(self):
        return MECHANISM.label(self.mechanism)

    @property
    def pictogram(self) -> str:
        return MECHANISM.pictogram(self.mechanism)


def rights_of(mechanisms: Iterable[str], country: str = "") -> list[About]:
    """The rights about these mechanisms, where this installation is."""
    here = RIGHTS[country or settings.COUNTRY]
    return [About(one, here[one]) for one in MECHANISM if one in set(mechanisms)]


_WEB = Source("Richtlijn (EU) 2016/2102", "EU", "https://eur-lex.europa.eu/eli/dir/2016/2102/oj")
_BUS = Source(
    "Verordening (EU) nr. 181/2011", "EU", "https://eur-lex.europa.eu/eli/reg/2011/181/oj"
)
_UNIA = Source("Unia", "BE", "https://www.unia.be")
_VMRI = Source("Vlaams Mensenrechteninstituut", "BE", "https://www.vlaamsmensenrechteninstituut.be")
_COLLEGE = Source("College voor de Rechten van de Mens", "NL", "https://www.mensenrechten.nl")
_DISCRIMINATIE = Source("Discriminatie.nl", "NL", "https://www.discriminatie.nl")
_AWB = Source("Algemene wet bestuursrecht", "NL", "https://wetten.overheid.nl/BWBR0005537")

_ONLINE = Right(
    _(
        "Websites and apps of public services must work for people with a limitation."
        " Does one not work for you? Tell that service. It has to answer you."
    ),
    (_WEB,),
    held=True,
)
_TRAVEL = Right(
    _(
        "A bus company may not refuse you because of a limitation."
        " It may only say no when it is not safe, or when you cannot be got on board."
    ),
    (_BUS,),
    held=True,
)

RIGHTS: dict[str, dict[str, Right]] = {
    "BE": {
        "income": Right(
            _(
                "Do you have too little to live on? You can ask the OCMW for a living wage or"
                " other help. It looks at your situation, and tells you in writing why yes or no."
                " Do you not agree? Within three months you can go to the labour court."
            ),
            (
                Source(
                    "Wet van 26 mei 2002, recht op maatschappelijke integratie",
                    "BE",
                    "https://www.mi-is.be",
                ),
            ),
            held=True,
        ),
        "housing": Right(
            _(
                "Everyone has a right to a decent home: it stands in the constitution."
                " A home that is rented out must be safe and healthy."
                " You can ask your city or commune to have that checked."
            ),
            (
                Source("Grondwet, artikel 23", "BE", "https://www.senate.be/doc/const_nl.html"),
                Source(
                    "Vlaamse Codex Wonen", "BE", "https://www.vlaanderen.be/kwaliteit-van-woningen"
                ),
            ),
            held=True,
        ),
        "rules": Right(
            _(
                "A public service that decides about you must write down why."
                " You may ask to see the papers about you. It stands in the constitution."
            ),
            (
                Source(
                    "Wet van 29 juli 1991, motivering", "BE", "https://www.ejustice.just.fgov.be"
                ),
                Source("Grondwet, artikel 32", "BE", "https://www.senate.be/doc/const_nl.html"),
            ),
        ),
        "access_waiting": Right(
            _(
                "You may choose your own doctor or carer, and choose another one."
                " They must explain things in words you understand."
                " Is something wrong? An ombuds service listens, and tries to mend it."
            ),
            (
                Source(
                    "Wet van 22 augustus 2002, rechten van de patiënt",
                    "BE",
                    "https://www.health.belgium.be",
                ),
            ),
            held=True,
        ),
        "digital": _ONLINE,
        "transport": _TRAVEL,
        "language_information": Right(
            _(
                "Services of social security must tell you your rights as clearly as they can."
                " They must say why they decide something, and how you can object."
                " For that you have at least three months."
            ),
            (
                Source(
                    "Handvest van de sociaal verzekerde",
                    "BE",
                    "https://www.socialsecurity.be/citizen/nl/over-de-sociale-zekerheid"
                    "/inleiding/het-handvest-van-de-sociaal-verzekerde",
                ),
            ),
            held=True,
        ),
        "discrimination_stigma": Right(
            _(
                "Nobody may treat you worse because of your origin, faith, age, limitation"
                " or whom you love. You can report it, and that costs nothing."
                " For rent, school and De Lijn: the Vlaams Mensenrechteninstituut."
                " For work, shops, hate and police: Unia."
            ),
            (_UNIA, _VMRI),
            held=True,
        ),
        "network": Right(
            _(
                "Everyone has a right to take part in social life and culture."
                " It stands in the constitution. Everyone may start a group or join one."
            ),
            (
                Source(
                    "Grondwet, artikels 23 en 27", "BE", "https://www.senate.be/doc/const_nl.html"
                ),
            ),
        ),
        "safety": Right(
            _(
                "Are you in danger? Call the police: 101. With questions about violence: 1712."
                " That costs nothing, and you need not say your name."
                " Whoever was hurt by a crime has a right to information and to help."
            ),
            (
                Source("1712", "BE", "https://1712.be"),
                Source(
                    "Richtlijn 2012/29/EU, slachtoffers",
                    "EU",
                    "https://eur-lex.europa.eu/eli/dir/2012/29/oj",
                ),
            ),
            held=True,
        ),
        "health_limitation_effects": Right(
            _(
                "Do you have a limitation or a long illness? You may ask for adjustments:"
                " at work, at school, in a shop. They may only refuse what asks too much of them."
                " A refusal without a good reason is discrimination."
            ),
            (Source("Unia: redelijke aanpassingen", "BE", "https://www.unia.be"), _VMRI),
        ),
    },
    "NL": {
        "income": Right(
            _(
                "Do you have too little to live on? You can ask your municipality for support"
                " under the Participatiewet. It must tell you in writing why yes or no."
                " Do you not agree? You can object within six weeks."
            ),
            (
                Source("Participatiewet", "NL", "https://wetten.overheid.nl/BWBR0015703"),
                _AWB,
            ),
        ),
        "housing": Right(
            _(
                "A landlord must keep your home in order, and may not discriminate or threaten."
                " You can report that to your municipality."
                " The Huurcommissie can look at the rent and at what is broken."
            ),
            (
                Source(
                    "Wet goed verhuurderschap",
                    "NL",
                    "https://www.volkshuisvestingnederland.nl/onderwerpen/wet-goed-verhuurderschap",
                ),
                Source("Huurcommissie", "NL", "https://www.huurcommissie.nl"),
            ),
            held=True,
        ),
        "rules": Right(
            _(
                "A public service that decides about you must write down why."
                " You can object within six weeks. Then they must listen to you."
                " The Nationale ombudsman helps when that does not work. That costs nothing."
            ),
            (_AWB, Source("Nationale ombudsman", "NL", "https://www.nationaleombudsman.nl")),
            held=True,
        ),
        "access_waiting": Right(
            _(
                "Your health insurer must see to it that you get care in time."
                " Do you wait too long? Ask your insurer to find a place sooner."
                " In Dutch this is called zorgbemiddeling."
            ),
            (Source("Nederlandse Zorgautoriteit", "NL", "https://www.nza.nl"),),
            held=True,
        ),
        "digital": _ONLINE,
        "transport": _TRAVEL,
        "language_information": Right(
            _(
                "A letter with a decision must say why, and how you can object."
                " The Juridisch Loket explains what it means."
                " With a low income that costs nothing."
            ),
            (_AWB, Source("Juridisch Loket", "NL", "https://www.juridischloket.nl")),
            held=True,
        ),
        "discrimination_stigma": Right(
            _(
                "Nobody may treat you worse because of your origin, faith, age, limitation"
                " or whom you love. You can report it and ask for advice at Discriminatie.nl."
                " The College voor de Rechten van de Mens says whether it was allowed."
                " Both cost nothing."
            ),
            (_DISCRIMINATIE, _COLLEGE),
            held=True,
        ),
        "network": Right(
            _(
                "Do you want to take part, and does that not work alone?"
                " Report it to your municipality. It must look into it with you within six weeks."
                " You may bring someone, and independent support costs nothing."
            ),
            (
                Source(
                    "Wet maatschappelijke ondersteuning 2015",
                    "NL",
                    "https://wetten.overheid.nl/BWBR0035362",
                ),
            ),
            held=True,
        ),
        "safety": Right(
            _(
                "Are you in danger? Call 112. Is it not safe at home? Call Veilig Thuis: 0800 2000."
                " That costs nothing, day and night."
                " Whoever was hurt by a crime has a right to information and to help."
            ),
            (
                Source("Veilig Thuis", "NL", "https://veiligthuis.nl"),
                Source(
                    "Richtlijn 2012/29/EU, slachtoffers",
                    "EU",
                    "https://eur-lex.europa.eu/eli/dir/2012/29/oj",
                ),
            ),
            held=True,
        ),
        "health_limitation_effects": Right(
            _(
                "Do you have a limitation or a long illness? You may ask for adjustments:"
                " at work, at school, in a shop. They may only refuse what asks too much of them."
                " A refusal without a good reason is discrimination."
            ),
            (_COLLEGE, _DISCRIMINATIE),
            held=True,
        ),
    },
}
