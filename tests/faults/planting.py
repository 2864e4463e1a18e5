"""Planted bugs: the code with one protection taken out, to see that a check turns red."""

import inspect
import sys
import textwrap


def plant(monkeypatch, function, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old`` in the text of a function, for the time of one test."""
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(old) >= 1, f"{function.__qualname__} no longer says {old!r}"

    module = sys.modules[function.__module__]
    made: dict = {}
    exec(source.replace(old, new), module.__dict__, made)
    owner = module
    for name in function.__qualname__.split(".")[:-1]:
        owner = getattr(owner, name)
    monkeypatch.setattr(owner, function.__name__, made[function.__name__])
