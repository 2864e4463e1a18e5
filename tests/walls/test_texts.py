"""Texts for people: every one is translated, in plain words, with everything in its place."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.walls.ground import PACKAGE, modules, parsed

LANGUAGES = ("nl", "fr")
LONGEST_SENTENCE = 15
# Written out one by one, each with why it may be longer.
LONG_SENTENCES: dict[str, str] = {}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SENTENCE = re.compile(r"(?<=[.!?:…])\s+|\n+")
WORD = re.compile(r"[^\W_][\w'’.-]*|%\(\w+\)s")

BANNED = {
    "nl": (
        r"cli[eë]nt(?:en)?", r"casus(?:sen)?", r"doelgroep(?:en)?", r"zorgmijders?",
        r"niet[- ]gemotiveerd\w*", r"ongemotiveerd\w*", r"therapietrouw\w*",
        r"zelfredzaamheidsscore\w*", r"kwetsbare burgers?",
    ),
    "en": (
        r"clients?", r"case ?loads?", r"target groups?", r"care avoiders?", r"unmotivated",
        r"(?:non-)?compliance", r"self-sufficiency score", r"vulnerable (?:citizen|people|person)s?",
    ),
    "fr": (
        r"client(?:e|s|es)?", r"groupes? cibles?", r"publics? cibles?", r"non motivée?s?",
        r"observance", r"citoyens? vulnérables?", r"score d['’]autonomie",
    ),
}  # fmt: skip


def catalogue(language: str, folder: Path = PACKAGE) -> polib.POFile:
    return polib.pofile(str(folder / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def collect(tmp_path_factory):
    """Collects the texts of a copy of the package, after something was changed in it."""

    def collected(change=lambda package: None) -> Path:
        package = tmp_path_factory.mktemp("texts") / "krachtlijn"
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        change(package)
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "--no-obsolete", "--no-location"]
            + [f"--locale={language}" for language in LANGUAGES],
            cwd=package,
            check=True,
            capture_output=True,
        )
        return package

    return collected


def unfinished(language: str, package: Path) -> list[str]:
    """Texts in the code that have no sure translation."""
    return [
        entry.msgid
        for entry in catalogue(language, package)
        if not entry.obsolete and (entry.fuzzy or not entry.translated())
    ]


def left_over(language: str, package: Path) -> list[str]:
    """Translations of texts that are in the code no more."""
    used = {(entry.msgid, entry.msgctxt) for entry in catalogue(language, package)}
    kept = [entry for entry in catalogue(language) if not entry.obsolete]
    return [entry.msgid for entry in kept if (entry.msgid, entry.msgctxt) not in used]


def said_in(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each translation beside the text it translates."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [
        (entry.msgid if number == 0 else entry.msgid_plural, text)
        for number, text in entry.msgstr_plural.items()
    ]


def wrong_places(entries) -> list[str]:
    """Translations in which something filled in is missing, or is asked for that is not given."""
    return [
        text
        for entry in entries
        if not entry.obsolete
        for source, text in said_in(entry)
        if text and sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text))
    ]


def long_sentences(texts) -> list[str]:
    return [
        sentence
        for text in texts
        for sentence in SENTENCE.split(text)
        if len(WORD.findall(re.sub(r"<[^>]+>", "", sentence))) > LONGEST_SENTENCE
    ]


def banned(texts, language: str) -> list[str]:
    words = re.compile(rf"\b(?:{'|'.join(BANNED[language])})\b", re.IGNORECASE)
    return [f"{found[0]}: {text}" for text in texts for found in words.finditer(text)]


def texts_in(language: str) -> list[str]:
    """Everything a person can read in a language."""
    if language == "en":
        entries = catalogue("nl")
        return [text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text]
    return [text for entry in catalogue(language) for _, text in said_in(entry) if text]


def told_in_the_demo() -> list[str]:
    """What the cast says, in Dutch."""
    return [
        node.value
        for name, text in modules().items()
        if name.startswith(("demo/words/", "demo/neighbours/"))
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language, collect):
    package = collect()

    assert len(catalogue(language, package)) > 200
    assert unfinished(language, package) == []
    assert left_over(language, package) == []


def test_seen_red_a_new_text(collect):
    def add(package):
        page = package / "rooms" / "templates" / "rooms" / "today.html"
        page.write_text(page.read_text() + '{% translate "A wholly new sentence about fish." %}')
        code = package / "rooms" / "today.py"
        code.write_text(code.read_text() + '\nNEW = _("Another new thing, of bread.")\n')

    package = collect(add)

    for language in LANGUAGES:
        assert set(unfinished(language, package)) == {
            "A wholly new sentence about fish.",
            "Another new thing, of bread.",
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_has_its_place(language):
    assert wrong_places(catalogue(language)) == []


def test_seen_red_a_place_that_is_missing():
    wrong = polib.POEntry(msgid="%(name)s sees this.", msgstr="%(naam)s ziet dit.")
    right = polib.POEntry(msgid="%(name)s sees this.", msgstr="Dit ziet %(name)s.")

    assert wrong_places([wrong, right]) == ["%(naam)s ziet dit."]


# In French these lose their last letter before a name such as Amina: no name stands after them.
ELIDED = re.compile(
    r"\b(?:de|que|jusque|lorsque|puisque|si|le|la|je|se|ne|me|te) %\((?:name|who|person|alias)\)s",
    re.IGNORECASE,
)


def before_a_name(entries) -> list[str]:
    return [
        text
        for entry in entries
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if ELIDED.search(text)
    ]


def test_no_name_in_french_stands_after_a_word_that_loses_its_last_letter():
    assert before_a_name(catalogue("fr")) == []


def test_seen_red_a_name_after_such_a_word():
    wrong = polib.POEntry(msgid="Around %(name)s", msgstr="Autour de %(name)s")
    right = polib.POEntry(msgid="Around %(name)s", msgstr="Les gens qui entourent %(name)s")

    assert before_a_name([wrong, right]) == ["Autour de %(name)s"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_texts_are_those_of_the_catalogue(language):
    source = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"

    assert stale(source) == []


def stale(source: Path) -> list[str]:
    compiled = source.with_suffix(".mo")
    if not compiled.exists():
        return [f"{compiled.name} was never made"]
    same = compiled.read_bytes() == polib.pofile(str(source)).to_binary()
    return [] if same else [f"{compiled.name} is not what the catalogue says"]


def test_seen_red_a_catalogue_that_was_not_compiled(tmp_path):
    source = tmp_path / "django.po"
    source.write_text('msgid "Yes"\nmsgstr "Ja"\n')
    assert stale(source) == ["django.mo was never made"]

    (tmp_path / "django.mo").write_bytes(b"old")
    assert stale(source) == ["django.mo is not what the catalogue says"]


def test_sentences_in_dutch_are_short():
    assert sorted(set(long_sentences(texts_in("nl")))) == sorted(LONG_SENTENCES)


def test_seen_red_a_sentence_that_is_too_long():
    fits = "Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien."
    long = fits.replace("vijftien", "vijftien zestien")

    assert long_sentences([f"{fits} Kort. {long}"]) == [long]


@pytest.mark.parametrize("language", BANNED)
def test_no_one_is_called_what_nobody_wants_to_be_called(language):
    assert banned(texts_in(language), language) == []


def test_neither_in_the_demo():
    assert len(told_in_the_demo()) > 100
    assert banned(told_in_the_demo(), "nl") == []


def test_seen_red_a_word_nobody_wants():
    assert banned(["De cliënten komen."], "nl") == ["cliënten: De cliënten komen."]
    assert banned(["Our clients come."], "en") == ["clients: Our clients come."]
    assert banned(["Un citoyen vulnérable."], "fr") == [
        "citoyen vulnérable: Un citoyen vulnérable."
    ]
