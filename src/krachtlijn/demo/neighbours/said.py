"""What a neighbour may have said: wordings, the codes that go with them, and whom they fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

# One text, or several of which a neighbour has one.
Few = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    # The open places in the text; drawn anew for each neighbour.
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    kind: str
    # Everything but the words.
    codes: dict[str, Any]
    wordings: dict[str, tuple[Wording, ...]]
    # A neighbour whose life does not show all of `fits`, or shows one of `clashes`, never says it.
    fits: frozenset[str] = frozenset()
    clashes: frozenset[str] = frozenset()
    # Free texts that only a Dutch writer has: field name and what may stand in it.
    beside: dict[str, tuple[Wording, ...]] = field(default_factory=dict)
    # A goal bears a name; a step or a condition says which goal it belongs to.
    goal: str = ""

    def fit(self, life: frozenset[str]) -> bool:
        return self.fits <= life and not self.clashes & life


def strength(
    kind: str,
    domain: str,
    *nl: str,
    use: str | None = "yes",
    because: str = "",
    because_words: str = "",
    seen_by: str = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {
        "kind": kind,
        "domain": domain.split(),
        "in_use": use,
        "not_used_because": because.split(),
    }
    beside: dict[str, Few] = {"not_used_words": because_words, "seen_by": seen_by}
    return _said("strength", codes, beside, nl, fr, en, fits)


def factor(
    polarity: str,
    where: str,
    mechanism: str,
    domain: str,
    *nl: str,
    by: str = "me together",
    weight: str | None = None,
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    """Without a weight, each neighbour feels it differently."""
    codes = {
        "polarity": polarity,
        "where": where.split(),
        "mechanism": mechanism.split(),
        "domain": domain.split(),
        "weight": weight,
        "influenceable_by": by.split(),
    }
    return _said("factor", codes, {}, nl, fr, en, fits)


def goal(
    name: str,
    kind: str | None,
    target: str,
    domain: str,
    *nl: str,
    why: str = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {"kind": kind, "target": target.split(), "domain": domain.split()}
    return _said("goal", codes, {"why": why}, nl, fr, en, fits, goal=name)


def step(
    goal: str, kind: str, *nl: str, who: Few = "", fits: str = "", fr: str = "", en: str = ""
) -> Said:
    return _said("step", {"kind": kind}, {"who": who}, nl, fr, en, fits, goal=goal)


def condition(
    goal: str,
    responsible: Few,
    mechanism: str,
    *nl: str,
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {"mechanism": mechanism.split()}
    return _said("condition", codes, {"responsible": responsible}, nl, fr, en, fits, goal=goal)


def wish(domain: str, *nl: str, fits: str = "", fr: str = "", en: str = "") -> Said:
    return _said("wish", {"domain": domain.split()}, {}, nl, fr, en, fits)


def source(
    locus: str,
    support: str,
    domain: str,
    *nl: str,
    reach: Few = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {
        "locus": locus.split(),
        "support_type": support.split(),
        "domain": domain.split(),
    }
    return _said("source", codes, {"how_to_reach": reach}, nl, fr, en, fits)


def aid(
    kind: str,
    state: str,
    domain: str,
    *nl: str,
    because: Few = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {"kind": kind, "state": state, "domain": domain.split()}
    return _said("aid", codes, {"refused_because": because}, nl, fr, en, fits)


def vulnerability(
    stance: str | None,
    where: str,
    domain: str,
    *nl: str,
    around: Few = "",
    possible: Few = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {"stance": stance, "where": where.split(), "domain": domain.split()}
    beside = {"around": around, "possibility": possible}
    return _said("vulnerability", codes, beside, nl, fr, en, fits)


def balance(tilt: str, *nl: str, fits: str = "", fr: str = "", en: str = "") -> Said:
    return _said("balance", {"tilt": tilt}, {}, nl, fr, en, fits)


def experience(
    component: str,
    domain: str,
    *nl: str,
    me: Few = "",
    around: Few = "",
    seen_by: Few = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {"component": component.split(), "domain": domain.split()}
    beside = {"helped_in_me": me, "helped_around_me": around, "seen_by": seen_by}
    return _said("experience", codes, beside, nl, fr, en, fits)


def place(tense: str, domain: str, *nl: str, fits: str = "", fr: str = "", en: str = "") -> Said:
    return _said("place", {"tense": tense, "domain": domain.split()}, {}, nl, fr, en, fits)


def tie(
    kind: str,
    closeness: str,
    direction: str,
    support: str,
    *nl: str,
    note: Few = "",
    fits: str = "",
    fr: str = "",
    en: str = "",
) -> Said:
    codes = {
        "tie_kind": kind,
        "closeness": closeness,
        "direction": direction,
        "support_type": support.split(),
    }
    return _said("tie", codes, {"note": note}, nl, fr, en, fits)


def _said(
    kind: str,
    codes: dict[str, Any],
    beside: dict[str, Few],
    nl: Sequence[str],
    fr: str,
    en: str,
    fits: str,
    goal: str = "",
) -> Said:
    texts = {"nl": nl, "fr": (fr,) if fr else (), "en": (en,) if en else ()}
    signs = fits.split()
    return Said(
        kind,
        codes,
        {language: tuple(map(_wording, said)) for language, said in texts.items()},
        fits=frozenset(sign for sign in signs if not sign.startswith("-")),
        clashes=frozenset(sign[1:] for sign in signs if sign.startswith("-")),
        beside={name: tuple(map(_wording, _few(said))) for name, said in beside.items() if said},
        goal=goal,
    )


def _few(said: Few) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def _wording(text: str) -> Wording:
    return Wording(text, tuple(name for _, name, _, _ in Formatter().parse(text) if name))
