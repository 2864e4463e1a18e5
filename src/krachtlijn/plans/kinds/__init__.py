"""The kinds of a plan, one file each."""
