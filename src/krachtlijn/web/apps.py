from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "krachtlijn.web"
    label = "web"
