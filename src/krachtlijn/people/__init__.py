"""Persons, signing in, who may reach whom, memberships."""
