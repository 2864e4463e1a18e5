"""What happens before anything is served."""

from django.core.management import call_command

from krachtlijn.vault.erasing import replay_erasures


def bring_up_to_date() -> None:
    """Databases migrated, styles collected, and everyone in the ledger erased again."""
    for alias in ("keys", "default"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    replay_erasures()
