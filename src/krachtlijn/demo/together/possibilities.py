"""What is possible in Waterdam: all made up."""

from typing import NamedTuple

DE_LINDE, CITY = "Wijkhuis De Linde", "Stad Waterdam"
COUNCIL, LIBRARY = "Bewonersraad Waterdam", "Bibliotheek Waterdam"
HOUSING, HEALTH = "Woonwinkel Waterdam", "Wijkgezondheidscentrum De Sluis"
BAND = "Kookploeg De Linde"
TENANTS = "Werkgroep Wonen"


class Nearby(NamedTuple):
    name: str
    by: str
    area: str
    domain: str
    when: str
    what: str
    place: str = ""
    cost: str = "gratis"
    theme: str = ""
    languages: str = "Nederlands"
    conditions: str = ""
    checked: int = 30  # days ago
    began: int = 700
    places: int | None = None


POSSIBILITIES = [
    Nearby("Huurdersloket op dinsdag", HOUSING, "lindewijk", "home", "dinsdag van 13 tot 17 uur",
           "Hulp bij brieven van je verhuurder, je huurcontract of een hoge energierekening. Je hoeft geen afspraak te maken.",
           "Lindeplein 4", theme="energy", languages="Nederlands, Frans, Arabisch, Turks", began=24, checked=6),
    Nearby("Samen zoeken naar een woning", TENANTS, "lindewijk", "home", "elke eerste donderdag om 19 uur",
           "Bewoners helpen elkaar met inschrijven, zoeken en brieven schrijven.", "Wijkhuis De Linde",
           theme="wait_home", began=60, checked=12),
    Nearby("Klusbus", DE_LINDE, "lindewijk", "home", "op afspraak", "Kleine klussen in huis: een kraan, een lamp, een tochtstrip.",
           cost="5 euro per klus", checked=50),
    Nearby("Woonadvies aan huis", HOUSING, "sluiskant", "home", "op afspraak", "Samen kijken naar vocht, kou en wat de verhuurder moet doen.",
           theme="home_bad", checked=20),
    Nearby("Geldcafé", DE_LINDE, "lindewijk", "money", "vrijdag van 10 tot 12 uur", "Breng je papieren mee. We sorteren ze samen bij een kop koffie.",
           "Wijkhuis De Linde", theme="papers", languages="Nederlands, Frans, Engels"),
    Nearby("Budgethulp", CITY, "", "money", "op afspraak", "Iemand van de stad kijkt met je mee naar inkomsten, uitgaven en schulden.",
           "Stadhuis, loket 3", theme="debts", conditions="Je woont in Waterdam."),
    Nearby("Brievenhulp", LIBRARY, "", "money", "maandag en woensdag van 14 tot 16 uur", "Vrijwilligers leggen een brief uit, in gewone woorden.",
           "Bibliotheek, eerste verdieping", theme="letters", languages="Nederlands, Frans, Oekraïens"),
    Nearby("Weggeefkast", COUNCIL, "oude-haven", "money", "altijd open", "Neem wat je nodig hebt, leg wat je kunt missen.", "Hoek Havenstraat"),
    Nearby("Energiescan", CITY, "", "money", "op afspraak", "Iemand komt kijken waar je energie verliest. Je krijgt er gratis lampen en tochtstrips bij.",
           theme="energy", checked=210),
    Nearby("Taalcafé", DE_LINDE, "lindewijk", "work_learn", "woensdag om 19 uur", "Nederlands oefenen met buren. Fouten maken mag.",
           "Wijkhuis De Linde", languages="Nederlands"),
    Nearby("Computerhulp", LIBRARY, "", "work_learn", "elke weekdag", "Samen een formulier invullen, een app installeren of een wachtwoord terugvinden.",
           "Bibliotheek", theme="online_only", languages="Nederlands, Frans, Engels"),
    Nearby("Fietsatelier", DE_LINDE, "sluiskant", "work_learn", "donderdag van 13 tot 17 uur", "Leer fietsen herstellen. Met getuigschrift als je dat wil.",
           theme="no_work", places=3),
    Nearby("Proefwerken in de buurt", CITY, "", "work_learn", "op afspraak", "Vier weken meedraaien op een plek die je kiest. Je uitkering blijft.",
           theme="no_work", places=2, conditions="Je zoekt werk."),
    Nearby("Huiswerkklas", COUNCIL, "oude-haven", "work_learn", "maandag en donderdag na school", "Rust, een tafel en iemand die helpt."),
    Nearby("Naaiatelier", DE_LINDE, "molenveld", "work_learn", "dinsdag van 9 tot 12 uur", "Leren naaien en herstellen, met opvang voor je kind.", places=1),
    Nearby("Buurttafel", BAND, "lindewijk", "people", "zondag om 12 uur", "Samen koken en eten. Je betaalt wat je kunt.", "Wijkhuis De Linde",
           cost="wat je kunt", theme="nobody_near", began=75, checked=5),
    Nearby("Wandelgroep Sluis", COUNCIL, "sluiskant", "people", "dinsdag en zaterdag om 10 uur", "Een uur wandelen langs het water. Rustig tempo.", theme="nobody_near"),
    Nearby("Koffie zonder afspraak", DE_LINDE, "lindewijk", "people", "elke ochtend", "De deur is open. Niemand vraagt waarom je komt.", "Wijkhuis De Linde", theme="no_meeting_place"),
    Nearby("Moedergroep", DE_LINDE, "molenveld", "people", "maandag om 9.30 uur", "Praten over opvoeden en over jezelf. Kinderen welkom.", languages="Nederlands, Arabisch, Turks"),
    Nearby("Belmaatje", COUNCIL, "", "people", "in overleg", "Iemand belt je elke week, gewoon om te horen hoe het gaat.", theme="nobody_near"),
    Nearby("Mannenkeuken", BAND, "oude-haven", "people", "vrijdag om 17 uur", "Koken voor tien, afwassen met tien.", cost="3 euro"),
    Nearby("Buurtmoestuin", COUNCIL, "de-weide", "day", "zaterdag en woensdag", "Een stukje grond om samen te bewerken.", theme="little_to_do", cost="10 euro per jaar", places=4),
    Nearby("Open atelier", DE_LINDE, "lindewijk", "day", "donderdag van 10 tot 16 uur", "Schilderen, klei, hout. Je begint wanneer je wil.", theme="little_to_do", began=40),
    Nearby("Vrijwilliger in de bieb", LIBRARY, "", "day", "in overleg", "Boeken inruimen of voorlezen. Een paar uur is genoeg."),
    Nearby("Schaken op het plein", COUNCIL, "eilandje", "day", "zaterdag vanaf 14 uur", "Groot bord, grote stukken. Iedereen mag meekijken."),
    Nearby("Repair café", COUNCIL, "sluiskant", "day", "eerste zaterdag van de maand", "Samen herstellen wat stuk is.", cost="vrije bijdrage"),
    Nearby("Huisarts met plaats", HEALTH, "sluiskant", "body", "na een belletje", "Dit centrum neemt nieuwe mensen aan. Je betaalt niets bij een bezoek.",
           theme="no_doctor", languages="Nederlands, Frans, Engels", conditions="Je woont in Sluiskant of Oude Haven.", began=18, checked=9),
    Nearby("Bewegen op maat", HEALTH, "", "body", "op afspraak", "Een coach zoekt met je wat past bij je lijf en je beurs.", cost="5 euro per keer"),
    Nearby("Luisterend oor", DE_LINDE, "lindewijk", "mind", "elke namiddag", "Een gesprek met iemand die zelf moeilijke tijden kent.", theme="wait_help"),
    Nearby("Ouders onder elkaar", HEALTH, "oude-haven", "family", "tweede dinsdag om 19.30 uur", "Ouders vertellen elkaar wat werkt.", theme="no_childcare"),
    Nearby("Speelopvang per uur", CITY, "lindewijk", "family", "elke weekdag tot 18 uur", "Opvang voor een paar uur, ook onverwacht.", cost="1 euro per uur", theme="no_childcare", places=0),
    Nearby("Sportpas", CITY, "", "free", "het hele jaar", "Sporten bij elke club voor 2 euro per keer.", cost="2 euro per keer", theme="free_costs", conditions="Voor wie weinig inkomen heeft.", began=50, checked=11),
    Nearby("Film in de wijk", BAND, "lindewijk", "free", "laatste vrijdag van de maand", "Een film, soep en stoelen genoeg."),
    Nearby("Stilteplek", COUNCIL, "oude-haven", "meaning", "elke dag van 9 tot 18 uur", "Een kamer om stil te zijn of te bidden. Voor elk geloof en zonder geloof."),
    Nearby("Rijden met buren", COUNCIL, "sluiskant", "rights", "bel een dag vooraf", "Een buur brengt je met de auto naar dokter, winkel of familie.", cost="0,35 euro per kilometer", theme="no_bus", began=33, checked=8),
    Nearby("Rechtenspreekuur", DE_LINDE, "", "rights", "woensdag van 9 tot 12 uur", "Iemand zoekt met je uit waar je recht op hebt.", theme="rules_clash", languages="Nederlands, Frans, Engels, Arabisch"),
]  # fmt: skip
