import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "krachtlijn.config.settings")
application = get_wsgi_application()


def _erase_again() -> None:
    """A restored backup brings nobody back: the ledger comes before the first page."""
    from krachtlijn.vault.erasing import replay_erasures

    replay_erasures()


_erase_again()
