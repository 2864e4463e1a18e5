"""Every column of a possibility says where it goes in HSDS, and that place exists."""

import re

from krachtlijn.resources.models import Possibility
from tests.walls.ground import ROOT

# The fields of HSDS 3.1 that something here can go to.
HSDS = {
    "service": {
        "id", "organization_id", "name", "description", "url", "email", "status",
        "interpretation_services", "application_process", "fees_description",
        "eligibility_description", "assured_date", "assurer_email", "alert",
    },
    "organization": {"id", "name", "description"},
    "location": {"id", "location_type", "name", "description"},
    "service_area": {"id", "service_id", "name", "description", "extent", "extent_type"},
    "attribute": {"id", "link_id", "taxonomy_term_id", "link_entity"},
    "schedule": {"id", "service_id", "description", "opens_at", "closes_at"},
    "cost_option": {"id", "service_id", "option", "currency", "amount", "amount_description"},
    "language": {"id", "service_id", "name", "code"},
    "contact": {"id", "service_id", "name", "title", "department", "email"},
    "service_capacity": {"id", "service_id", "unit_id", "available", "maximum", "updated"},
    "metadata": {"id", "last_action_date", "last_action_type", "updated_by"},
}  # fmt: skip


def mapped(document: str) -> dict[str, str]:
    rows = re.findall(r"^\| (\w+) \| (\S+) \|", document, re.MULTILINE)
    return {field: goes for field, goes in rows if field != "possibility"}


def wrong_in(document: str) -> set[str]:
    """Columns without a place, places without a column, and places that HSDS does not have."""
    goes = mapped(document)
    columns = {field.name for field in Possibility._meta.concrete_fields}
    known = {f"{table}.{field}" for table, fields in HSDS.items() for field in fields} | {"–"}
    return (columns ^ set(goes)) | {field for field, place in goes.items() if place not in known}


def test_every_column_has_a_place():
    assert wrong_in((ROOT / "docs" / "hsds.md").read_text(encoding="utf-8")) == set()


def test_seen_red_a_column_without_a_place():
    document = (ROOT / "docs" / "hsds.md").read_text(encoding="utf-8")

    assert wrong_in(document.replace("| when |", "| whenever |")) == {"when", "whenever"}
    assert wrong_in(document.replace("language.code", "language.letters")) == {"languages"}


def test_nothing_of_a_person_is_in_it():
    assert Possibility.Privacy.personal == set()
