"""Gives every test process a data folder and databases of its own, and then starts Django.

Nothing of Django may be imported above `django.setup()`: the settings read the environment once.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

DATA = Path(tempfile.mkdtemp(prefix="krachtlijn-test-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

DATABASE = os.environ.get("KRACHTLIJN_TEST_DATABASE", "sqlite")
LONG = os.environ.get("KRACHTLIJN_LONG") == "1"
DATABASES = ["default", "keys"]


def own_environment() -> None:
    """Only what tests choose themselves: nothing of an installation of whoever runs them."""
    for name in list(os.environ):
        if name.startswith("KRACHTLIJN_") and not name.startswith(
            ("KRACHTLIJN_TEST_", "KRACHTLIJN_LONG")
        ):
            del os.environ[name]
    os.environ["KRACHTLIJN_DATA"] = str(DATA)
    if DATABASE == "postgresql":
        address = os.environ.get("KRACHTLIJN_TEST_POSTGRES")
        if not address:
            raise pytest.UsageError("KRACHTLIJN_TEST_POSTGRES is not set; use ./krachtlijn test")
        os.environ["KRACHTLIJN_DATABASE"] = f"{address}/krachtlijn"
        os.environ["KRACHTLIJN_KEYS_DATABASE"] = f"{address}/krachtlijn_keys"
    elif DATABASE != "sqlite":
        raise pytest.UsageError(f"KRACHTLIJN_TEST_DATABASE is sqlite or postgresql, not {DATABASE}")


def start_django() -> None:
    from django.conf import settings

    if settings.configured:
        raise pytest.UsageError("DJANGO_SETTINGS_MODULE is set; unset it, the tests choose it")
    os.environ["DJANGO_SETTINGS_MODULE"] = "krachtlijn.config.settings"
    django.setup()
    # Parallel workers inherit the environment, and have to make their own choice first.
    del os.environ["DJANGO_SETTINGS_MODULE"]


own_environment()
start_django()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite in files, not in memory: threads and processes work on them together.

    On PostgreSQL the test databases get the name of the worker from pytest-django.
    """
    from django.conf import settings

    for alias, database in settings.DATABASES.items():
        if database["ENGINE"].endswith("sqlite3"):
            database.setdefault("TEST", {})["NAME"] = str(DATA / f"test-{alias}.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def collected_pictures_and_styles(django_test_environment):
    """Pages name hashed files, so those have to be there."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def pytest_collection_modifyitems(config, items):
    for item in items:
        give_both_databases(item)
    if not LONG:
        left_out = [item for item in items if item.get_closest_marker("long")]
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if item not in left_out]


def give_both_databases(item) -> None:
    """Keys live in a database of their own, and hardly any test goes without."""
    marker = item.get_closest_marker("django_db")
    asked = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if marker is None and not asked:
        return
    words = dict(marker.kwargs) if marker else {}
    if "databases" not in words:
        words["databases"] = DATABASES
        arguments = marker.args if marker else ()
        item.add_marker(pytest.mark.django_db(*arguments, **words), append=False)
