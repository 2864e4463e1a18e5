"""What others must change, beside Amina's own steps."""

from krachtlijn.demo.words.line import Line, condition

CONDITIONS: list[Line] = [
    condition(
        "dry_wall",
        383,
        "De goot maken en de muur drogen. In die volgorde.",
        responsible="Vastgoed Maris, de verhuurder",
        mechanism=["housing"],
        state="needed",
        about="landlord",
        edits=(
            (328, {"state": "asked"}),
            (240, {"state": "promised"}),
            (
                38,
                {
                    "words": "De goot is gemaakt. De muur is nog nat. Dus nog een keer gevraagd.",
                    "state": "asked",
                },
            ),
        ),
    ),
    condition(
        "list_number",
        364,
        "Zeggen waar we staan op de lijst, zonder dat ik een halve ochtend bel.",
        responsible="Waterdam Woont",
        mechanism=["access_waiting", "language_information"],
        state="needed",
        about="house",
        edits=(
            (309, {"state": "asked"}),
            (
                20,
                {
                    "words": "Het nummer staat nu op internet, met een eigen code. 212 dus.",
                    "state": "changed",
                },
            ),
        ),
    ),
    condition(
        "first_sentence",
        179,
        "Bovenaan de brief staat in één zin wat ik moet doen. En of er haast bij is.",
        responsible="Stad Waterdam, de dienst Brieven en Loketten",
        mechanism=["language_information"],
        state="needed",
        about="plain_letters",
        edits=((95, {"state": "asked"}),),
    ),
    condition(
        "slow_allowance",
        116,
        "De toeslag langzaam laten zakken als iemand meer werkt. Niet in één klap.",
        responsible="De toeslagdienst, en wie de regels maakt",
        mechanism=["rules", "income"],
        state="needed",
        about="paid_kitchen",
    ),
    condition(
        "test_calls",
        104,
        "Verhuurkantoren controleren, met proeftelefoontjes zoals dat van Fatma.",
        responsible="Stad Waterdam, het meldpunt",
        mechanism=["discrimination_stigma", "housing"],
        state="asked",
        about="same_questions",
        edits=(
            (
                57,
                {
                    "words": "Verhuurkantoren controleren, met proeftelefoontjes zoals dat van "
                    "Fatma. Dit jaar is er geen geld voor, zeggen ze.",
                    "state": "refused",
                },
            ),
        ),
    ),
    condition(
        "school_kitchen",
        23,
        "De keuken open op donderdagavond. Wij brengen de potten mee.",
        responsible="Basisschool De Wilgen",
        state="needed",
        about="cooking_group",
    ),
]
