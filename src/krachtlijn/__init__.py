"""Krachtlijn: working by the empowerment approach, with the person who keeps their own plan."""

__version__ = "0.1.0"
