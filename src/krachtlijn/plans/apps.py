import importlib
import pkgutil

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "krachtlijn.plans"

    def ready(self):
        # A new kind is one new file: being there is enough.
        from krachtlijn.plans import kinds

        for found in pkgutil.iter_modules(kinds.__path__):
            importlib.import_module(f"{kinds.__name__}.{found.name}")
