from django.conf import settings
from django.urls import include, path

from krachtlijn.config.health import health
from krachtlijn.exchange.api import api

urlpatterns = [
    path("healthz", health, name="health"),
    path("api/", api.urls),
    # Before the rooms: there an area may be called anything.
    path("samen/", include("krachtlijn.groups.urls")),
    path("", include("krachtlijn.rooms.urls")),
    path("plan/", include("krachtlijn.plans.urls")),
    path("plan/", include("krachtlijn.vault.urls")),
    path("", include("krachtlijn.people.urls")),
    path("", include("krachtlijn.exchange.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("krachtlijn.demo.urls")))
