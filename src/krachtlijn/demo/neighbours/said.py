"""What a neighbour may have said: wordings, the codes that go with them, and whom they fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any


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
    # Free texts that only a Dutch writer has: field name and what stands in it.
    beside: dict[str, str] = field(default_factory=dict)

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
    beside = {"not_used_words": because_words, "seen_by": seen_by}
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
    return _said("goal", codes, {"why": why}, nl, fr, en, fits)


def _said(
    kind: str,
    codes: dict[str, Any],
    beside: dict[str, str],
    nl: Sequence[str],
    fr: str,
    en: str,
    fits: str,
) -> Said:
    texts = {"nl": nl, "fr": (fr,) if fr else (), "en": (en,) if en else ()}
    signs = fits.split()
    return Said(
        kind,
        codes,
        {language: tuple(map(_wording, said)) for language, said in texts.items()},
        fits=frozenset(sign for sign in signs if not sign.startswith("-")),
        clashes=frozenset(sign[1:] for sign in signs if sign.startswith("-")),
        beside={name: text for name, text in beside.items() if text},
    )


def _wording(text: str) -> Wording:
    return Wording(text, tuple(name for _, name, _, _ in Formatter().parse(text) if name))
