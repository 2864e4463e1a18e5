"""Organisations and the code lists the neighbourhood shares."""
