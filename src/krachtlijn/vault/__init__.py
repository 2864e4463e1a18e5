"""Sealed entries: writing, versions, proposals, sharing, the look-log, wiping, erasing."""
