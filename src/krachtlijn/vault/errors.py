"""What can be wrong with a request to the vault, each with its own answer."""

from django.http import Http404


class VaultError(Exception):
    pass


class NotThere(VaultError, Http404):
    """Not there, or not yours: the two are never told apart."""


class Wiped(VaultError):
    """There was something under this id; its keeper wiped it."""


class Taken(VaultError):
    """This id already stands for another text."""


class Stale(VaultError):
    """Someone wrote meanwhile. Carries both texts, so that neither is lost."""

    def __init__(self, current, yours: dict):
        super().__init__("a newer text stands here")
        self.current = current
        self.yours = yours


class Invalid(VaultError):
    """What was sent does not fit the kind: per field, one sentence that says what to do."""

    def __init__(self, errors: dict[str, list[str]]):
        super().__init__("invalid")
        self.errors = errors
