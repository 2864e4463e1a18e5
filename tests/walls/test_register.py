"""Every column says whether it is about someone, and no screen of Django's shows a table whole."""

import re
from types import SimpleNamespace

from django.apps import apps
from django.conf import settings

from krachtlijn.config import command
from krachtlijn.privacy import register as register_module
from krachtlijn.privacy.register import our_models, undeclared
from tests.walls.ground import ROOT, modules

REGISTER = ROOT / "docs" / "register.md"


def undeclared_in(monkeypatch, *, personal: set, plain: set) -> list[str]:
    """What the register says of a made-up model with two columns, id and words."""
    columns = [SimpleNamespace(name="id"), SimpleNamespace(name="words")]
    meta = SimpleNamespace(label="made.Up", concrete_fields=columns)
    privacy = SimpleNamespace(about="id", personal=personal, plain=plain)
    model = type("Up", (), {"_meta": meta, "Privacy": privacy})
    monkeypatch.setattr(register_module, "our_models", lambda: [model])
    return undeclared()


def admin_faults(texts: dict[str, str], installed) -> list[str]:
    """Django's admin reads every table past the vault's door."""
    faults = [name for name in installed if name.startswith("django.contrib.admin")]
    return faults + [name for name, text in texts.items() if "django.contrib.admin" in text]


def register_faults(document: str, printed: str) -> list[str]:
    """Lines that stand in the document and not in the register, or the other way round."""
    rows = re.findall(r"^\| *(.+?) *\|$", document, re.MULTILINE)
    told = [re.split(r" *\| *", row) for row in rows if not set(row) <= set("|- :")]
    true = [line.split("\t") for line in printed.splitlines()]
    return [f"only in the document: {row}" for row in told if row not in true] + [
        f"not in the document: {row}" for row in true if row not in told
    ]


def test_every_column_is_declared():
    assert len(our_models()) > 10
    assert undeclared() == []


def test_seen_red_a_column_nobody_declared(monkeypatch):
    assert undeclared_in(monkeypatch, personal={"id"}, plain=set()) == ["made.Up.words"]


def test_seen_red_a_column_declared_twice(monkeypatch):
    wrong = undeclared_in(monkeypatch, personal={"words"}, plain={"id", "words"})
    assert wrong == ["made.Up.words"]


def test_seen_red_a_declared_column_that_is_not_there(monkeypatch):
    wrong = undeclared_in(monkeypatch, personal={"words"}, plain={"id", "gone"})
    assert wrong == ["made.Up.gone"]


def test_there_is_no_admin():
    assert admin_faults(modules(), [app.name for app in apps.get_app_configs()]) == []
    assert not any("admin" in name for name in settings.INSTALLED_APPS)


def test_seen_red_an_admin():
    planted = {"vault/admin.py": "from django.contrib.admin import register"}
    assert admin_faults(planted, ["django.contrib.admin"]) == [
        "django.contrib.admin",
        "vault/admin.py",
    ]


def test_the_document_is_the_register(capsys):
    command._register(None, None)

    assert register_faults(REGISTER.read_text(encoding="utf-8"), capsys.readouterr().out) == []


def test_seen_red_a_register_that_fell_behind():
    printed = "model\tcolumn\nvault.Entry\tsealed\n"
    document = "# Register\n\n| model | column |\n|---|---|\n| vault.Entry | words |\n"

    assert len(register_faults(document, printed)) == 2
    assert register_faults(document.replace("words", "sealed"), printed) == []
