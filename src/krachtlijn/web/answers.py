"""A rule answers yes, or no with a reason the person may read."""


class Refused(Exception):
    """A no. False in an `if`, so that a button and an action can ask the same rule."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason

    def __bool__(self):
        return False

    def __str__(self):
        return str(self.reason)


def demand(answer):
    """Go on after a yes; raise the refusal after a no."""
    if isinstance(answer, Refused):
        raise answer
    if answer is not True:
        # A rule that forgets to answer must never count as a yes.
        raise TypeError(f"A rule answers True or Refused(reason), not {answer!r}.")
