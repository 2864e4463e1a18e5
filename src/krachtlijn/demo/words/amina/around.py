"""Amina's roles and places, and the people around her."""

from krachtlijn.demo.words.line import Line, neighbourhood, place, tie

PLACES: list[Line] = [
    neighbourhood("home", 700, "De Linde", area="lindewijk"),
    place(
        "fourth_floor",
        708,
        "Poetsvrouw van de vierde verdieping. Ik had er een kast met mijn naam op.",
        tense="had",
        domain=["work_learn"],
    ),
    place("mother", 699, "Mama van Yasmin en Bilal.", tense="have", domain=["family"]),
    place(
        "daughter",
        651,
        "Dochter om de hoek. Mijn moeder woonde twee deuren verder.",
        tense="had",
        domain=["family"],
    ),
    place(
        "cook_of_tuesday",
        395,
        "De kok van dinsdag. Zo roepen ze mij ook op straat.",
        tense="have",
        domain=["day", "people"],
    ),
    place(
        "letters_neighbour",
        172,
        "De buurvrouw van de brieven. Ze komen tot van het derde blok.",
        tense="have",
        domain=["rights", "people"],
        about="letters_known",
    ),
    place(
        "parents_council",
        149,
        "In de ouderraad zitten. Ik wil weten wat ze daar over ons zeggen.",
        tense="want",
        domain=["family", "rights"],
        edits=(
            (
                30,
                {
                    "words": "Ik zit in de ouderraad. Ze praten vooral over wafels.",
                    "tense": "have",
                },
            ),
        ),
    ),
    place(
        "colleague",
        115,
        "Collega zijn in een keuken. Met een naam op mijn jas.",
        tense="want",
        domain=["work_learn"],
        about="paid_kitchen",
    ),
]

TIES: list[Line] = [
    tie(
        "tie_fatma",
        704,
        "Fatma",
        tie_kind="family",
        closeness="near",
        direction="both",
        support_type=["emotional", "practical", "company"],
        note="Twaalf minuten met de auto. Alleen heeft ze geen auto.",
    ),
    tie(
        "tie_mother",
        703,
        "Mama",
        tie_kind="family",
        closeness="near",
        direction="both",
        support_type=["emotional"],
        note="Ver weg en toch dichtbij. Zondag om elf.",
    ),
    tie(
        "tie_brother",
        703,
        "Brahim",
        tie_kind="family",
        closeness="far",
        direction="receives",
        support_type=["practical"],
        note="Mijn broer, bij mama gebleven. Ik stuur wat ik kan missen, hij stuurt foto's.",
    ),
    tie(
        "tie_ex",
        701,
        "De papa van de kinderen",
        tie_kind="other_family",
        closeness="far",
        direction="strained",
        note="Om de twee weken op zaterdag. Als hij komt.",
        edits=(
            (
                208,
                {
                    "note": "Om de twee weken op zaterdag. Hij komt nu meestal. Op tijd is iets anders."
                },
            ),
        ),
    ),
    tie(
        "tie_nancy",
        687,
        "Nancy van het werk",
        tie_kind="acquaintance",
        closeness="middle",
        direction="strained",
        note="Zij kreeg uren die ik kwijt ben. Daar kan ze niets aan doen. Toch.",
        edits=(
            (
                160,
                {"note": "Zij kreeg mijn uren. Nu is zij ze ook kwijt. We drinken weer koffie."},
            ),
        ),
    ),
    tie(
        "tie_joke",
        646,
        "Joke",
        tie_kind="professional",
        closeness="far",
        direction="gives",
        support_type=["practical"],
        note="Van De Linde. Even kijken.",
        edits=(
            (
                455,
                {
                    "closeness": "middle",
                    "support_type": ["practical", "advice_information", "emotional"],
                    "note": "Van De Linde. Zij onthoudt wat ik vorige keer zei.",
                },
            ),
        ),
    ),
    tie(
        "tie_godelieve",
        603,
        "Godelieve",
        tie_kind="neighbour",
        closeness="middle",
        direction="gives",
        support_type=["practical"],
        note="Zij past op. Ik weet niet goed wat ik moet teruggeven.",
        edits=(
            (
                300,
                {
                    "closeness": "near",
                    "direction": "both",
                    "support_type": ["practical", "company"],
                    "note": "Zij past op, ik maak soep. Ze zegt dat zij eraan verdient.",
                },
            ),
        ),
    ),
    tie(
        "tie_hala",
        436,
        "Hala van de taalles",
        tie_kind="friend",
        closeness="middle",
        direction="both",
        support_type=["company"],
        edits=(
            (
                230,
                {
                    "words": "Hala",
                    "closeness": "near",
                    "support_type": ["company", "emotional", "advice_information"],
                    "note": "We praten Nederlands, want haar Arabisch is anders dan het mijne.",
                },
            ),
        ),
    ),
    tie(
        "tie_teacher",
        157,
        "Juf Lotte",
        tie_kind="professional",
        closeness="middle",
        direction="gives",
        support_type=["recognition", "advice_information"],
        note="De juf van Bilal. Zij belt ook als er niets is.",
    ),
]
