"""What Amina wished, looked into, and chose. And chose again."""

from krachtlijn.demo.words.line import Line, choice, exploration, wish

WISHES: list[Line] = [
    wish(
        "sea",
        664,
        "Met de kinderen de zee zien. Bilal denkt dat ze in Oude Haven ligt.",
        domain=["free", "family"],
    ),
    wish(
        "near_fatma",
        524,
        "Aan Fatma haar kant van de stad wonen. Daar is misschien sneller iets vrij.",
        domain=["home", "family"],
    ),
    wish(
        "more_hours",
        336,
        "Meer uren werken zonder dat ik erop verlies. Is dat veel gevraagd?",
        domain=["work_learn", "money"],
        about="allowance",
    ),
    wish(
        "paid_cooking",
        150,
        "Eén keer geld krijgen voor wat ik kook.",
        domain=["work_learn", "money"],
        about="cook",
    ),
]

EXPLORED: list[Line] = [
    exploration(
        "other_side",
        519,
        "Naar de andere kant van de stad. Dichter bij Fatma, verder van alles wat we kennen.",
        possible="perhaps",
        wanted="perhaps",
        how="Daar ook inschrijven. Een andere school zoeken. Fatma kent een huisbaas.",
        outcome="still_looking",
        about="near_fatma",
        edits=(
            (
                498,
                {
                    "words": "Naar de andere kant van de stad. Ik vroeg het aan de kinderen. "
                    "Twee keer nee. En Godelieve woont hier.",
                    "wanted": "no",
                    "outcome": "nothing_changes_now",
                },
            ),
        ),
    ),
    exploration(
        "twenty_hours",
        330,
        "Twintig uur werken in plaats van veertien. Wat blijft er over?",
        possible="no",
        wanted="yes",
        how="Joke heeft het ook uitgerekend. Zes uur meer is elf euro minder.",
        outcome="surroundings_should_change",
        about="more_hours",
    ),
    exploration(
        "cooking_for_money",
        138,
        "Koken voor geld. Hoe doen anderen dat?",
        possible="perhaps",
        wanted="yes",
        how="Vragen aan de kok van het ziekenhuis. Hij eet soms in De Linde.",
        outcome="i_want_this",
        about="paid_cooking",
    ),
]

CHOICES: list[Line] = [
    choice(
        "how_to_start",
        127,
        "Hoe begin ik met betaald koken?",
        options="De opleiding tot hulpkok, een jaar\n"
        "Halve dagen in de keuken van het ziekenhuis\n"
        "Zelf hapjes maken en verkopen",
        reasons="Om vier uur zijn de kinderen thuis. Mijn rug wil geen hele dagen. "
        "En het moet volgend jaar ook nog kunnen.",
        others_think="Fatma wil dat ik zelf begin, zij verkoopt ze wel. "
        "Joke denkt dat je met de opleiding verder komt. Rik zegt niets en eet.",
        about="cooking_for_money",
        edits=(
            (124, {"chosen": "De opleiding.", "chosen_on": 124}),
            (
                118,
                {
                    "reasons": "Om vier uur zijn de kinderen thuis. Mijn rug wil geen hele dagen. "
                    "De opleiding begint om zeven uur. Dan slaapt Bilal nog.",
                    "chosen": "Toch de halve dagen. De opleiding loopt niet weg.",
                    "chosen_on": 118,
                },
            ),
        ),
    ),
]
