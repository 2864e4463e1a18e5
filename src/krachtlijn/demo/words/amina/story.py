"""Amina's own story, in pieces. Only she reads it."""

from krachtlijn.demo.words.line import Line, story

ARRIVED = (
    "Ik kwam aan op een dinsdag in november. Het regende en niemand had mij gezegd dat regen "
    "hier van opzij komt.\n\n"
    "Yasmin sliep op mijn arm. In de ene koffer zaten kleren. In de andere zat een kookpot, "
    "want mijn moeder vertrouwde de potten hier niet."
)
PLATFORM = (
    "Mijn man stond op het perron. Hij had bloemen en een paraplu, maar niet voor twee. "
    "Ik dacht toen dat hij het niet beter wist. Dat denk ik nu nog."
)
POT = (
    "Die pot staat nu in De Linde. Er gaat eten in voor veertig. "
    "Mijn moeder had gelijk over de potten hier."
)
CUPBOARD = (
    "Er lag een stapel op de kast. Ik wist precies hoe hoog hij was. Kwam er bezoek, dan legde ik "
    "er een doek over. Fatma heeft die doek een keer weggehaald om af te stoffen. Zij zei niets. "
    "Zij is koffie gaan zetten, en toen hebben we de bovenste opengemaakt."
)
PLANT = (
    "Op de kast staat nu een plant van Godelieve. Hij doet het niet goed. Te weinig licht, zegt ze."
)
NAME = (
    "Haddou is een korte naam. Zes letters, en toch vragen ze of ik hem wil spellen. Aan de "
    "telefoon hoor ik het moment waarop iemand hem opschrijft. Dan is het even stil. Vroeger "
    "praatte ik snel door die stilte heen. Nu wacht ik."
)
NAME_OF_THE_CHILDREN = (
    "Mijn kinderen hebben de naam van hun vader. Die is langer. Yasmin moest hem in de eerste "
    "klas op haar brooddoos schrijven en toen was de doos vol."
)

STORY: list[Line] = [
    story(
        "story_suitcases",
        638,
        ARRIVED,
        title="Twee koffers",
        edits=(
            (412, {"words": f"{ARRIVED}\n\n{PLATFORM}"}),
            (94, {"words": f"{ARRIVED}\n\n{PLATFORM}\n\n{POT}"}),
        ),
    ),
    story(
        "story_cupboard",
        452,
        CUPBOARD,
        title="De kast",
        edits=((174, {"words": f"{CUPBOARD}\n\n{PLANT}"}),),
    ),
    story(
        "story_name",
        316,
        NAME,
        edits=((90, {"words": f"{NAME}\n\n{NAME_OF_THE_CHILDREN}", "title": "Mijn naam"}),),
    ),
]
