"""Where Amina finds strength, what she uses, and where she is vulnerable."""

from krachtlijn.demo.words.line import Line, aid, source, vulnerability

SOURCES: list[Line] = [
    source(
        "half_hour",
        685,
        "Het halve uur voor de kinderen opstaan. Koffie, keukentafel, niemand.",
        locus=["self"],
        how_to_reach="Wekker om kwart voor zes. Ook op zondag.",
        domain=["mind", "day"],
        eases=["sleep"],
    ),
    source(
        "kitchen_linde",
        596,
        "De keuken van De Linde. Iedereen praat en ik hoef niets te zeggen.",
        locus=["community", "service"],
        support_type=["company", "recognition"],
        how_to_reach="Dinsdag vanaf negen uur. De achterdeur is open.",
        domain=["day", "people"],
        eases=["lost_hours"],
    ),
    source(
        "fatma_calls",
        528,
        "Fatma. Zij neemt op, ook met deeg aan haar handen.",
        locus=["circle"],
        support_type=["emotional", "practical", "company"],
        how_to_reach="Na acht uur 's avonds. Voor vijf uur 's ochtends mag ook, dan bakt ze al.",
        domain=["family"],
        eases=["on_my_own", "sleep"],
    ),
    source(
        "friday_tea",
        431,
        "Vrijdag na het gebed blijven we zitten, tien vrouwen en een grote theepot. "
        "Er is altijd nieuws.",
        locus=["nature_faith_culture", "community"],
        support_type=["company", "advice_information"],
        how_to_reach="De zaal achter de bakker. Schoenen links zetten.",
        domain=["meaning", "people"],
        eases=["on_my_own"],
    ),
    source(
        "water",
        196,
        "De derde bank aan het water, in Oude Haven. Daar wil niemand iets van mij.",
        locus=["nature_faith_culture"],
        how_to_reach="Zes minuten met de fiets. Vroeger een half uur te voet, dus nooit.",
        domain=["mind", "free"],
        eases=["sleep", "back"],
        edits=(
            (
                63,
                {
                    "words": "De derde bank aan het water, in Oude Haven. Daar wil niemand iets "
                    "van mij. Soms zit er een reiger."
                },
            ),
        ),
    ),
]

AIDS: list[Line] = [
    aid(
        "sewing_machine",
        652,
        "Een naaimachine. De mijne is kapot en een nieuwe kost een halve maand eten.",
        kind="device",
        state="wanted",
        domain=["free", "home"],
        edits=(
            (
                41,
                {
                    "words": "Mijn naaimachine staat op de lijst van het herstelcafé. "
                    "Weer een lijst. Deze schuift tenminste op.",
                    "state": "asked",
                },
            ),
        ),
    ),
    aid(
        "payment_plan",
        575,
        "Een afbetaalplan vragen voor de energie.",
        kind="money_arrangement",
        state="asked",
        domain=["money"],
        eases=["energy_debt"],
        edits=(
            (
                560,
                {
                    "words": "Het afbetaalplan voor de energie. Vijftig euro, elke vijfde van de maand.",
                    "state": "in_use",
                },
            ),
        ),
    ),
    aid(
        "interpreter",
        486,
        "Een tolk bij de dokter. Yasmin hoeft niet alles over mijn rug te weten.",
        kind="interpreter",
        state="asked",
        domain=["body", "rights"],
        eases=["back", "letters"],
        edits=(
            (
                474,
                {
                    "words": "Een tolk bij de dokter. Er kwam er geen. Fatma is meegegaan.",
                    "state": "refused_by_provider",
                    "refused_because": "Tien werkdagen vooraf aanvragen. "
                    "En voor Tamazight hebben ze niemand.",
                },
            ),
        ),
    ),
    aid(
        "phone",
        262,
        "Een telefoon waar de bank op werkt.",
        kind="digital",
        state="wanted",
        domain=["money", "rights"],
        eases=["bank_app"],
        edits=(
            (
                246,
                {
                    "words": "Een andere telefoon, uit de kringloop. Zestig euro. De bank doet het. "
                    "De camera ook, zegt Bilal.",
                    "state": "in_use",
                },
            ),
        ),
    ),
    aid(
        "lawyer",
        110,
        "Een jurist die mijn lijst met verhuurkantoren wil lezen. "
        "Negen telefoontjes, allemaal met datum.",
        kind="legal",
        state="asked",
        domain=["home", "rights"],
        eases=["letting_agent"],
    ),
]

VULNERABLE: list[Line] = [
    vulnerability(
        "envelope_fear",
        660,
        "Als er een brief komt, word ik klein. Zelfs als het reclame is.",
        around="De brieven zijn lang en ze dreigen al in de eerste zin.",
        where=["self", "society"],
        possibility="Openmaken als er iemand naast mij zit.",
        stance="recognise",
        domain=["money", "mind"],
        edits=(
            (
                185,
                {
                    "words": "Als er een brief komt, schrik ik nog. Een minuut of twee.",
                    "possibility": "Dinsdag maak ik ze open in De Linde, met koffie ernaast.",
                    "stance": "master",
                },
            ),
        ),
    ),
    vulnerability(
        "asking",
        505,
        "Hulp vragen vind ik moeilijk. Dan voel ik mij weer twaalf.",
        around="Wie hier iets vraagt, moet eerst alles vertellen. Drie keer, aan drie mensen.",
        where=["self", "surroundings"],
        possibility="Aan Godelieve lukt het. Zij vraagt mij ook dingen.",
        stance="recognise",
        domain=["people", "mind"],
        edits=(
            (
                381,
                {
                    "words": "Hulp vragen vind ik moeilijk. Ik doe het nu toch. "
                    "Meestal neem ik soep mee.",
                    "stance": "accept",
                },
            ),
        ),
    ),
]
