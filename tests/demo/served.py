"""The addresses of an installation that is a demo."""

from django.urls import include, path

urlpatterns = [
    path("demo/", include("krachtlijn.demo.urls")),
    path("", include("krachtlijn.config.urls")),
]
