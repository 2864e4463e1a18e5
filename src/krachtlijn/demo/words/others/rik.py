"""Rik: a car for a house, once. Now he sits beside others."""

from krachtlijn.demo.words.line import (
    Line,
    condition,
    experience,
    factor,
    goal,
    neighbourhood,
    plan_of,
    source,
    step,
    story,
    strength,
    tie,
)

RIK: list[Line] = plan_of(
    "rik",
    [
        neighbourhood("rik_home", 300, "De Sluis", area="sluiskant"),
        strength(
            "rik_car",
            610,
            "Ik heb twee jaar in mijn auto geslapen. Ik weet hoe lang een nacht is.",
            kind="experience",
            domain=["home", "meaning"],
            in_use="yes",
        ),
        strength(
            "rik_silence",
            608,
            "Van stilte schrik ik niet.",
            kind="quality",
            domain=["people"],
            in_use="yes",
            seen_by="Joke",
        ),
        strength(
            "rik_dialect",
            352,
            "Ik praat plat Waterdams. Dat opent deuren waar een folder voor blijft liggen.",
            kind="skill",
            domain=["people", "work_learn"],
            in_use="yes",
        ),
        factor(
            "rik_dog",
            540,
            "De hond moet drie keer per dag naar buiten. Ik dus ook.",
            polarity="promoting",
            where=["surroundings"],
            domain=["body", "day"],
            weight="middle",
            influenceable_by=["me"],
        ),
        factor(
            "rik_sober",
            495,
            "Ik drink tien jaar niet meer. Op elk feest duwen ze mij toch een glas in de hand.",
            polarity="mixed",
            where=["self", "surroundings"],
            mechanism=["network"],
            domain=["body", "people"],
            weight="middle",
            influenceable_by=["me", "together"],
            edits=(
                (
                    64,
                    {
                        "words": "Ik drink elf jaar niet meer. "
                        "Op elk feest duwen ze mij toch een glas in de hand.",
                        "weight": "light",
                    },
                ),
            ),
        ),
        factor(
            "rik_papers",
            203,
            "Eén dag extra werken, dat is drie papieren voor de uitkering. "
            "Dan blijf ik liever vrijwilliger.",
            polarity="hindering",
            where=["society"],
            mechanism=["rules", "income"],
            domain=["money", "work_learn"],
            weight="middle",
            influenceable_by=["collectively"],
        ),
        goal(
            "rik_son",
            377,
            "Koffie drinken met mijn zoon. Hij mag kiezen waar.",
            kind="change",
            target=["self"],
            why="We hebben elkaar zes jaar niet gezien. Misschien zegt hij nee.",
            domain=["family"],
        ),
        goal(
            "rik_pay",
            140,
            "Dat ervaring gewoon betaald wordt. Ook de mijne.",
            kind="others_change",
            target=["organisation", "society"],
            domain=["work_learn", "money"],
            about="rik_papers",
        ),
        source(
            "rik_canal",
            488,
            "Vissen aan het kanaal. Ik vang niets en dat is de bedoeling.",
            locus=["nature_faith_culture"],
            how_to_reach="Achter de oude brug, voor zeven uur.",
            domain=["free", "mind"],
            eases=["rik_sober"],
        ),
        step(
            "rik_postcard",
            341,
            "Een kaartje naar mijn zoon. Alleen mijn nummer erop.",
            kind="meet",
            who="Ik",
            state="doing",
            about="rik_son",
            edits=(
                (336, {"state": "done"}),
                (
                    215,
                    {
                        "words": "Een kaartje naar mijn zoon, met mijn nummer erop. "
                        "Hij heeft het gekregen, zegt zijn moeder.",
                    },
                ),
            ),
        ),
        condition(
            "rik_one_form",
            139,
            "Eén formulier voor een dag werk. Niet drie.",
            responsible="De uitkeringsdienst",
            mechanism=["rules", "income"],
            state="asked",
            about="rik_pay",
        ),
        experience(
            "rik_afternoon",
            291,
            "Ik zat twee uur naast een man die niets wilde zeggen. "
            "Bij het weggaan vroeg hij wanneer ik weer kwam.",
            helped_in_me="Ik moest ook niet zo nodig praten.",
            helped_around_me="Joke keek niet op de klok.",
            component=["doing"],
            seen_by="Joke",
            day=292,
            domain=["people", "work_learn"],
            about="rik_silence",
        ),
        tie(
            "rik_joke",
            601,
            "Joke",
            tie_kind="acquaintance",
            closeness="middle",
            direction="both",
            support_type=["recognition", "company"],
            note="Wij werken samen. Ik ben haar dossier niet.",
        ),
        story(
            "rik_story",
            574,
            "Mensen vragen hoe het was, in die auto. Koud, zeg ik dan. Dat is waar, maar het ergste "
            "waren de parkings met lampen. Je wilt licht, want je bent bang. En je wilt donker, want "
            "je schaamt je. Ik heb een parking gevonden met één kapotte lamp.",
            title="Parking",
            edits=(
                (
                    149,
                    {
                        "words": "Mensen vragen hoe het was, in die auto. Koud, zeg ik dan. Dat is "
                        "waar, maar het ergste waren de parkings met lampen. Je wilt licht, want je "
                        "bent bang. En je wilt donker, want je schaamt je. Ik heb een parking "
                        "gevonden met één kapotte lamp.\n\n"
                        "Een vrouw van de bakkerij heeft een hele winter brood op mijn motorkap "
                        "gelegd. Altijd voor zes uur, zodat ik niet hoefde te bedanken."
                    },
                ),
            ),
        ),
    ],
)
