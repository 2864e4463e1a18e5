"""The register: every column of every model says whether it is about someone."""

import pytest
from django.db import models

from krachtlijn.people.models import Person
from krachtlijn.privacy import register as register_module
from krachtlijn.privacy.register import our_models, register, undeclared
from krachtlijn.vault.models import Entry, Look


def test_every_column_of_every_model_is_declared():
    assert undeclared() == []


def test_every_model_with_a_table_of_ours_is_in_the_register():
    from django.apps import apps

    ours = {
        model
        for config in apps.get_app_configs()
        if config.name.startswith("krachtlijn.")
        for model in config.get_models()
    }

    assert set(our_models()) == ours
    assert {column.model for column in register()} == {model._meta.label for model in ours}


def test_the_register_names_each_column_once():
    columns = [(column.model, column.field) for column in register()]

    assert len(columns) == len(set(columns))
    assert set(columns) == {
        (model._meta.label, field.name)
        for model in our_models()
        for field in model._meta.concrete_fields
    }


def test_what_people_write_stands_there_as_sealed():
    sealed = {(column.model, column.field) for column in register() if column.sealed}

    assert {
        ("vault.Entry", "sealed"),
        ("vault.EntryRevision", "sealed"),
        ("vault.Grant", "purpose"),
        ("vault.Look", "details"),
        ("vault.Receipt", "mark"),
        ("people.Card", "lookup"),
        ("people.Card", "pin"),
        ("privacy.WrappedKey", "wrapped"),
    } <= sealed


def test_a_sealed_column_is_a_column():
    for model in our_models():
        columns = {field.name for field in model._meta.concrete_fields}
        assert getattr(model.Privacy, "sealed", set()) <= columns


@pytest.fixture
def planted(monkeypatch):
    """A model that someone just added, with what they forgot."""

    def plant(privacy=None):
        class Meta:
            app_label = "vault"
            managed = False

        fields = {
            "__module__": "krachtlijn.vault.models",
            "Meta": Meta,
            "phone": models.CharField(max_length=20),
        }
        if privacy:
            fields["Privacy"] = type("Privacy", (), privacy)
        from django.apps import apps

        try:
            model = type("Planted", (models.Model,), fields)
        finally:
            apps.all_models["vault"].pop("planted", None)
            apps.clear_cache()
        real = our_models()
        monkeypatch.setattr(register_module, "our_models", lambda: [*real, model])

    return plant


@pytest.mark.parametrize(
    ("privacy", "found"),
    [
        (None, ["vault.Planted"]),
        ({"about": "nobody", "personal": set(), "plain": {"id"}}, ["vault.Planted.phone"]),
        ({"about": "id", "personal": {"phone", "id"}, "plain": {"id"}}, ["vault.Planted.id"]),
        (
            {"about": "id", "personal": {"phone", "mail"}, "plain": {"id"}},
            ["vault.Planted.mail"],
        ),
    ],
    ids=["nothing said", "a column forgotten", "said twice", "not a column"],
)
def test_an_undeclared_column_is_found(planted, privacy, found):
    planted(privacy)

    assert register_module.undeclared() == found


def test_a_column_taken_out_of_a_declaration_is_found(monkeypatch):
    monkeypatch.setattr(Entry.Privacy, "personal", Entry.Privacy.personal - {"due"})
    monkeypatch.setattr(Look.Privacy, "plain", Look.Privacy.plain | {"device"})

    assert undeclared() == ["vault.Entry.due", "vault.Look.device"]


def test_no_model_prints_what_it_holds():
    assert str(Person(name="Amina")).count("Amina") == 0
    assert repr(Person(name="Amina")).count("Amina") == 0
    for model in our_models():
        filled = {
            field.name: "geheim"
            for field in model._meta.concrete_fields
            if field.name in model.Privacy.personal
            and isinstance(field, models.CharField)
            and not field.choices
        }
        assert "geheim" not in str(model(**filled))
