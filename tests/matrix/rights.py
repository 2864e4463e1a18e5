"""Who may see what, written down by hand: the table that the matrix holds every answer against.

Nothing here asks the product. A new state, entry or reader gets its line here first.
"""

from tests.matrix.world import (
    ASKED_OF,
    ASKING,
    CIRCLE,
    EXPIRED,
    GIVEN_WORDS,
    IN_GROUP,
    ONLY_ME,
    OTHER_KINDS,
    READ,
    READERS,
    RICH,
    SAID,
    World,
)

DAY_AFTER = READ.replace(day=READ.day + 1)

GOALS = {"goal", "yes", "peer's yes, changed"}
STRENGTHS = {"strength", "yes, changed"}
ALL = GOALS | STRENGTHS | {"factor"}
LATER_GOALS = {"later goal", "yes, after"}
LATER = LATER_GOALS | {"later strength"}
# In the rich plans alone.
OTHERS = {f"a {kind}" for kind in (*OTHER_KINDS, *SAID)}
OTHERS_SHOWN = OTHERS - {f"a {kind}" for kind in ONLY_ME}

# The words that were said (in this order) and what they show, at the moment the matrix reads.
# ``old``: said more than 24 hours ago (else six hours short of it).
STATES: dict[str, dict] = {
    "in the circle, no words": {"words": [], "shows": set()},
    "one entry": {"words": [("show", {"entry": "goal"})], "shows": {"goal"}},
    "a kind": {"words": [("show", {"kind": "goal"})], "shows": GOALS},
    "a kind, until a day to come": {
        "words": [
            ("show", {"kind": "goal", "until": DAY_AFTER}),
            ("show", {"entry": "strength", "until": DAY_AFTER}),
        ],
        "shows": GOALS | {"strength"},
    },
    "a kind and later": {
        "words": [("show", {"kind": "goal", "later": True})],
        "shows": GOALS | LATER_GOALS,
    },
    "a kind and later, before 24 hours": {
        "words": [("show", {"kind": "goal", "later": True})],
        "old": False,
        "shows": GOALS,
    },
    "everything": {"words": [("show", {})], "shows": ALL | OTHERS_SHOWN},
    "everything, before 24 hours": {"words": [("show", {})], "old": False, "shows": set()},
    "everything and later": {"words": [("show", {"later": True})], "shows": ALL | LATER},
    "expired": {
        "words": [
            ("show", {"entry": "goal", "until": EXPIRED}),
            ("show", {"kind": "strength", "until": EXPIRED}),
            ("show", {"later": True, "until": EXPIRED}),
        ],
        "shows": set(),
        "over": True,
    },
    "withdrawn": {
        "words": [
            ("show", {"entry": "goal"}),
            ("show", {"kind": "strength"}),
            ("show", {"later": True}),
        ],
        "withdrawn": True,
        "shows": set(),
        "over": True,
    },
    "a kind, but not this one": {
        "words": [("show", {"kind": "goal"}), ("not to them", {"entry": "goal"})],
        "shows": GOALS - {"goal"},
    },
    "not this one, and then the kind": {
        "words": [("not to them", {"entry": "goal"}), ("show", {"kind": "goal"})],
        "shows": GOALS - {"goal"},
    },
    "a kind, but this one only for me": {
        "words": [
            ("show", {"kind": "goal"}),
            ("show", {"entry": "strength"}),
            ("to nobody", {"entry": "goal"}),
            ("to nobody", {"entry": "strength"}),
        ],
        "shows": GOALS - {"goal"},
    },
    "not this kind, but this one": {
        "words": [("not to them", {"kind": "goal"}), ("show", {"entry": "goal"})],
        "shows": {"goal"},
    },
    "everything, but a kind only for me": {
        "words": [("to nobody", {"kind": "strength"}), ("show", {})],
        "shows": ALL - STRENGTHS,
    },
    # What was let go and taken up again is in the plan anew: the kind of before does not cover it.
    "taken up anew": {"words": [("show", {"kind": "goal"})], "shows": GOALS - {"goal"}},
}

# What a keeper has: everything but what they wiped.
KEPT = ALL | LATER | {"dropped", "pending", "no"}
STANDING = ALL | LATER
FIRST_WORDS = {"goal", "yes, changed", "peer's yes, changed"}  # were changed since they were first

# Whoever proposed keeps seeing their own first words, and not what became of them. In brackets: of
# which the first words are other words than those of now.
PROPOSED = {
    "expert": {"pending": "now", "yes": "now", "yes, changed": "first", "no": "now"}
    | {"yes, after": "now"},
    "peer": {"peer's yes, changed": "first"},
}
WIPED_PROPOSALS = {"expert": {"proposal, wiped"}}


def others(state: str) -> set[str]:
    """What stands in the rich plans, and in no other."""
    found = OTHERS if state in RICH else set()
    return found | {"the yes"} if state == ASKING else found


def kept(state: str) -> set[str]:
    """What the keeper has in this state."""
    return KEPT | others(state)


def standing(state: str) -> set[str]:
    return STANDING | others(state)


def is_owner(reader: str) -> bool:
    return reader.startswith("owner of ")


def in_circle(reader: str) -> bool:
    """Whether this reader and a keeper are in contact now."""
    return reader in CIRCLE


def shown(reader: str, state: str) -> set[str]:
    """The entries that stand open to this reader in this state, as they are now."""
    if reader in GIVEN_WORDS and in_circle(reader):
        return STATES[state]["shows"]
    return set()


def readable(reader: str, state: str) -> dict[str, str]:
    """Per entry that this reader may read: whether they read what it says now, or first said."""
    if is_owner(reader):
        return dict.fromkeys(kept(state), "now") if reader == f"owner of {state}" else {}
    said = {f"a {kind}" for kind, by in SAID.items() if by == reader and state in RICH}
    said |= {"the yes"} if reader == ASKED_OF and state == ASKING else set()
    own_words = PROPOSED.get(reader, {}) | dict.fromkeys(said, "now")
    return own_words | dict.fromkeys(shown(reader, state), "now")


def knows(reader: str) -> set[str]:
    """Whose names this reader may meet."""
    known = {reader}
    if is_owner(reader):
        # Their circle, and whoever looked at their things or was shown something, since gone.
        return known | set(CIRCLE) | {"former", "parted"}
    if in_circle(reader):
        known |= {f"owner of {state}" for state in STATES}
    return known | {"worker": {"expert"}, "expert": {"worker"}}.get(reader, set())


def rights(world: World, reader: str | None) -> tuple[set[str], set[str]]:
    """Every mark, and every id, that this reader may meet anywhere. ``None`` is not signed in."""
    open_to_all = world.marks.of("group")
    if reader is None:
        return open_to_all, set()
    marks = open_to_all | (world.marks.of("in the group") if reader in IN_GROUP else set())
    marks |= world.marks.of("device", reader) | world.marks.of("token", reader)
    marks |= world.marks.of("reader", reader)
    ids = {("reader", reader, "own")} | {("name", one) for one in knows(reader)}
    for one in knows(reader):
        marks |= world.marks.of("name", one)
        if READERS.get(one):
            marks |= world.marks.of("organisation", READERS[one])
    for state in STATES:
        for entry, when in readable(reader, state).items():
            marks |= world.marks.of("plan", state, entry, when)
            ids.add(("plan", state, entry))
        if reader == f"owner of {state}":
            marks |= world.marks.of("purpose", state)
            had = kept(state)
            marks |= {mark for name in had for mark in world.marks.of("plan", state, name)}
            ids |= {("word", state)} | {("plan", state, name) for name in had}
            # That something was wiped is remembered by its id alone.
            ids |= {("plan", state, "wiped"), ("plan", state, "proposal, wiped")}
    return marks, {one for one, means in world.ids.items() if means in ids}
