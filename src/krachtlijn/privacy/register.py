"""The register of personal data, read from the models: what is kept, about whom, how it is protected."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Column:
    model: str
    field: str
    about: str
    personal: bool
    sealed: bool


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("krachtlijn.")]


def keepers() -> set[uuid.UUID]:
    """Everyone and everything that has keys of its own."""
    found: set[uuid.UUID] = set()
    for model in our_models():
        if field := getattr(model.__dict__["Privacy"], "keeper", ""):
            found |= set(model._base_manager.values_list(field, flat=True))
    return found


def undeclared() -> list[str]:
    """Columns that are declared neither personal nor plain, or both, or do not exist."""
    wrong = []
    for model in our_models():
        privacy = model.__dict__.get("Privacy")
        columns = {field.name for field in model._meta.concrete_fields}
        if privacy is None:
            wrong.append(model._meta.label)
            continue
        both = privacy.personal & privacy.plain
        named = privacy.personal | privacy.plain
        wrong += [f"{model._meta.label}.{name}" for name in sorted((columns ^ named) | both)]
    return wrong


def register() -> Iterator[Column]:
    """Every column of every model of ours, as its model declares it; one without a word is a mistake.

    ``undeclared`` finds those first, so that nothing is left out here in silence.
    """
    for model in our_models():
        privacy = model.__dict__["Privacy"]
        for field in model._meta.concrete_fields:
            yield Column(
                model=model._meta.label,
                field=field.name,
                about=privacy.about,
                personal=field.name in privacy.personal,
                sealed=field.name in getattr(privacy, "sealed", ()),
            )
