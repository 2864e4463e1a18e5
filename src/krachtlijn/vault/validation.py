"""From what was sent to a record: every error becomes one sentence that says what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import ValidationError

from krachtlijn.vault.errors import Invalid
from krachtlijn.vault.kinds import AS_KEPT, KINDS, Record


def record_of(kind: str, content, *, as_kept: bool = False) -> Record:
    """The record, or ``Invalid`` with the errors per field.

    ``as_kept``: it was kept before, here or elsewhere, so what it chose from a list that lies
    outside the code stays, also when that list no longer holds it.
    """
    if kind not in KINDS:
        raise Invalid({"kind": [_("There is no such kind. Choose one of the list.")]})
    try:
        return KINDS[kind].model_validate(content, context=AS_KEPT if as_kept else None)
    except ValidationError as error:
        raise Invalid(sentences(error)) from None


def sentences(error: ValidationError) -> dict[str, list[str]]:
    """Per field, what is wrong in the reader's language; what was typed is not repeated."""
    found: dict[str, list[str]] = {}
    for each in error.errors(include_url=False, include_input=False):
        name = str(each["loc"][0]) if each["loc"] else "content"
        said = found.setdefault(name, [])
        sentence = _sentence(each["type"], each.get("ctx", {}))
        if sentence not in said:
            said.append(sentence)
    return found


def _sentence(kind: str, context: dict) -> str:
    match kind:
        case "missing" | "string_too_short" | "too_short":
            return _("Write something here, even one word.")
        case "string_too_long" | "too_long":
            most = context["max_length"]
            return ngettext(
                "This is too long. At most %(most)d sign fits.",
                "This is too long. At most %(most)d signs fit.",
                most,
            ) % {"most": most}
        case "not_a_day":
            return _("This day does not exist. Look at it again.")
        case "not_in_list":
            return _("Choose one of the list.")
        case "extra_forbidden":
            return _("This is not asked here. Leave it out.")
        case "unreadable_sign":
            return _("There is a sign in this text that cannot be kept. Type it again.")
        case "said":
            return str(context["sentence"])
        case "list_type":
            return _("Send a list here.")
        case "string_type":
            return _("Write text here.")
        case _:
            return _("This does not fit here. Look at it again.")
