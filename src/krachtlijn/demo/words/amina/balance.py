"""How it hung for Amina, now and then. And what she wants to happen when it hangs too far."""

from krachtlijn.demo.words.line import Line, balance, signs

BALANCES: list[Line] = [
    balance(
        "tilt_hours",
        706,
        "Veertien uren kwijt en alles wordt duurder. Het hangt scheef.",
        tilt="weighs_much",
    ),
    balance(
        "tilt_counting",
        641,
        "Ik slaap niet, ik reken. Fatma belt. Dat is het zowat.",
        tilt="weighs_much",
    ),
    balance(
        "tilt_plan",
        559,
        "Met dat afbetaalplan weet ik tenminste hoeveel. Vandaag is het minder zwaar.",
        tilt="weighs",
    ),
    balance(
        "tilt_back",
        471,
        "Het ging beter, en dan mijn rug. Natuurlijk mijn rug.",
        tilt="weighs",
    ),
    balance(
        "tilt_forty",
        399,
        "Veertig borden gekookt en geen korrel over. Deze week ben ik sterk.",
        tilt="carries",
    ),
    balance(
        "tilt_allowance",
        336,
        "Drie keer gerekend, drie keer hetzelfde. Meer werken, minder geld. Ik ben kwaad.",
        tilt="weighs",
    ),
    balance(
        "tilt_level",
        272,
        "Een gewone week. Dat had ik lang niet.",
        tilt="level",
    ),
    balance(
        "tilt_bike",
        212,
        "Drie keer gevallen met de fiets, vier keer gelachen.",
        tilt="carries",
    ),
    balance(
        "tilt_attest",
        71,
        "Attest! Laat het ook maar eens naar deze kant hangen.",
        tilt="carries_much",
    ),
    balance(
        "tilt_now",
        21,
        "De taalles zit vol en de schimmel is terug. Ik kook nog, dat wel. "
        "Een beetje te veel tegelijk.",
        tilt="weighs",
    ),
]

SIGNS: list[Line] = [
    signs(
        "hard_times",
        376,
        "Ik laat de post liggen. Ik neem de telefoon niet op. Ik maak soep uit een zakje.",
        helps="Fatma komt langs en vraagt niets. We doen samen de was.",
        not_helps="Zeggen dat ik moet rusten. Wie haalt dan de kinderen?",
        whom_to_call="Fatma. Overdag Godelieve, die heeft de sleutel.",
        edits=(
            (
                142,
                {
                    "words": "Ik laat de post liggen. Ik neem de telefoon niet op. "
                    "Ik maak soep uit een zakje. En ik word stil op dinsdag, zegt Joke.",
                    "not_helps": "Zeggen dat ik moet rusten. Wie haalt dan de kinderen? "
                    "En niets vragen aan Yasmin, zij is tien.",
                },
            ),
        ),
    ),
]
