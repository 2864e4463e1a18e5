"""The kinds as a program needs them: their fields and codes, in words and as JSON Schema."""

from krachtlijn.vault.kinds import KINDS, Asked, Record
from krachtlijn.web.codes import LiveCodes

# Signs that steer a machine are no text; those for a new line and a tab are.
_KEPT = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
ANYTHING = f"^{_KEPT}*$"
SOMETHING = rf"^{_KEPT}*[^\x00-\x20\x7f-\xa0\s]{_KEPT}*$"


def longest(record: type[Record], name: str) -> int | None:
    """How many signs fit in a text; nothing for a field that is answered by codes."""
    rules = record.model_fields[name].metadata
    return next((rule.max_length for rule in rules if hasattr(rule, "max_length")), None)


def is_required(record: type[Record], name: str) -> bool:
    return record.model_fields[name].is_required()


def name_kinds(schema: dict) -> None:
    """Say in the schema of a field that it names a kind, or none."""
    schema["enum"] = [*KINDS, "", None]


def of_each_kind(schema: dict) -> None:
    """Say in the schema of a new entry what the content of each kind looks like."""
    schema["properties"]["kind"]["enum"] = list(KINDS)
    schema["oneOf"] = [
        {"properties": {"kind": {"const": name}, "content": content_of(record)}}
        for name, record in KINDS.items()
    ]


def of_any_kind(schema: dict) -> None:
    """Say in the schema of a change that it holds some of the fields of one kind."""
    of_each = [content_of(record) | {"required": []} for record in KINDS.values()]
    schema["properties"]["content"]["anyOf"] = of_each


def content_of(record: type[Record]) -> dict:
    fields = {name: _field(record, name, asked) for name, asked in record.asked()}
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if is_required(record, name)],
        "additionalProperties": False,
    }


def _field(record: type[Record], name: str, asked: Asked) -> dict:
    if asked.someone:
        return {"anyOf": [{"type": "string", "format": "uuid"}, {"const": ""}]}
    if asked.links:
        return {"type": "array", "items": {"type": "string", "format": "uuid"}}
    if asked.day:
        return {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}
    if asked.codes is None:
        pattern = SOMETHING if is_required(record, name) else ANYTHING
        return {"type": "string", "maxLength": longest(record, name), "pattern": pattern}
    if isinstance(asked.codes, LiveCodes):
        # The description holds for every installation; the list itself is given with the kinds.
        return {"anyOf": [{"type": "string", "pattern": ANYTHING}, {"type": "null"}]}
    codes: dict = {"enum": list(asked.codes)}
    return {"type": "array", "items": codes} if asked.several else {"enum": [*asked.codes, None]}
