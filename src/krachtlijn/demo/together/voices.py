"""Who said what, in which quarter. As many as live in the demo say it; the others said it on paper.

A neighbour's voice stands under their own token, so that what became of it stands in their plan.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from uuid import UUID

from krachtlijn.community.models import Answer, Sentence, Signal
from krachtlijn.community.periods import months
from krachtlijn.community.sentences import receive
from krachtlijn.organisations.codes import THEMES
from krachtlijn.privacy.budget import MOST
from krachtlijn.privacy.keys import Keys

# How many said it in each of the last four quarters that were counted, the oldest first.
VOICES: dict[tuple[str, str], tuple[int, int, int, int]] = {
    ("lindewijk", "wait_home"): (24, 36, 39, 42),
    ("lindewijk", "energy"): (20, 30, 27, 13),
    ("lindewijk", "free_costs"): (0, 20, 22, 16),
    ("lindewijk", "letters"): (0, 0, 24, 31),
    ("lindewijk", "little_to_do"): (0, 0, 0, 21),
    ("sluiskant", "home_bad"): (22, 8, 0, 27),
    ("sluiskant", "no_bus"): (0, 23, 19, 12),
    ("sluiskant", "online_only"): (0, 0, 21, 18),
    ("sluiskant", "no_doctor"): (0, 0, 2, 6),
    ("oude-haven", "papers"): (21, 9, 0, 0),
    ("oude-haven", "debts"): (0, 19, 26, 22),
    ("oude-haven", "looked_down"): (0, 0, 29, 20),
    ("oude-haven", "no_meeting_place"): (0, 0, 0, 5),
    ("molenveld", "nobody_near"): (0, 3, 12, 22),
    ("de-weide", "no_bus"): (0, 0, 4, 4),
}
SHARES = (0.62, 0.24, 0.14)  # of a quarter's voices, month by month
CAST = {
    "amina": ("lindewijk", ("wait_home", "energy", "letters")),
    "fatma": ("lindewijk", ("wait_home",)),
    "rik": ("sluiskant", ("home_bad", "online_only")),
}
LEVELS = {"income": "macro", "rules": "macro", "network": "meso", "housing": "macro"}

SENTENCES = [  # theme, area, what was said, whether someone read it
    ("wait_home", "lindewijk", "Met drie kinderen op twee kamers, en elk jaar zeggen ze: nog even.", True),
    ("wait_home", "lindewijk", "Je nummer op de lijst schuift, maar je leven staat stil.", True),
    ("energy", "lindewijk", "In de winter stoken we één kamer. Daar leven we dan.", True),
    ("letters", "lindewijk", "Ik durf de post niet meer open te maken.", False),
    ("wait_home", "lindewijk", "Mijn buurman op nummer 12 kreeg wel een woning.", False),
]  # fmt: skip
FITS = {"Samen zoeken naar een woning": (24, 21, 15)}  # real, meaningful, feasible
DID = {("energy", "lindewijk"): {"yes": 27, "a_bit": 14, "no": 4}}


def give_all(quarters: list[str], living: Mapping[str, Mapping[str, Keys]]) -> None:
    """Every voice of these four quarters; ``living`` has the keys of who lives in each area."""
    said: Counter[tuple[UUID, str]] = Counter()
    rows = []
    for (area, theme), counts in VOICES.items():
        for quarter, count in zip(quarters, counts, strict=True):
            givers = _givers(area, theme, quarter, living.get(area, {}), said)
            for number, month in enumerate(_months(quarter, count)):
                keys = next(givers, None)
                token = keys.token("signal/v1", theme, month).hex() if keys else ""
                token = token or _on_paper(area, theme, month, str(number))
                rows.append(_signal(token, area, theme, month))
    Random(2026).shuffle(rows)
    Signal.objects.bulk_create(rows)


def add_sentences(month: str) -> None:
    """A few sentences given along: some were read by someone, some wait."""
    for number, (theme, area, words, read) in enumerate(SENTENCES):
        token = _on_paper("sentence", str(number))
        receive({"token": token, "theme": theme, "area": area, "month": month, "sentence": words})
        if read:
            Sentence.objects.filter(token=token).update(
                state=Sentence.State.CHECKED, checked_by="Wijkhuis De Linde"
            )


def answer_all(month: str, ids: Mapping[str, UUID]) -> None:
    """What people said of a possibility, once they had tried it."""
    for name, (real, meaningful, feasible) in FITS.items():
        for number in range(max(real, meaningful, feasible)):
            counts = {"real": real, "meaningful": meaningful, "feasible": feasible}
            said = [code for code, count in counts.items() if number < count]
            token = _on_paper("answer", name, str(number))
            Answer.objects.create(
                token=token, about=ids[name], question="fits", said=said, month=month
            )


def say_what_it_did(month: str, ids: Mapping[tuple[str, str], UUID]) -> None:
    """What people said that something did for them; ``ids`` are the barriers by theme and area."""
    Answer.objects.bulk_create(
        Answer(
            token=_on_paper("did", *where, code, str(number)),
            about=ids[where], question="did", said=[code], month=month,
        )
        for where, counts in DID.items() for code, many in counts.items() for number in range(many)
    )  # fmt: skip


def _givers(area, theme, quarter, living: Mapping[str, Keys], said: Counter) -> Iterator[Keys]:
    cast = [key for key, (home, themes) in CAST.items() if home == area and theme in themes]
    others = sorted(set(living) - set(CAST))
    Random(f"{area}/{theme}/{quarter}").shuffle(others)
    for key in [*(one for one in cast if one in living), *others]:
        keys = living[key]
        if said[keys.keeper, quarter] < MOST:
            said[keys.keeper, quarter] += 1
            yield keys


def _months(quarter: str, count: int) -> Iterator[str]:
    first, second, third = months(quarter)
    early, later = round(count * SHARES[0]), round(count * SHARES[1])
    for number in range(count):
        yield first if number < early else second if number < early + later else third


def _signal(token: str, area: str, theme: str, month: str) -> Signal:
    about = THEMES[theme]
    level = LEVELS.get(about.mechanism, "meso")
    return Signal(
        token=token, theme=theme, level=level, mechanism=about.mechanism, domain=about.domain,
        area=area, month=month,
    )  # fmt: skip


def _on_paper(*what: str) -> str:
    return hashlib.sha256("/".join(("on paper", *what)).encode()).hexdigest()
