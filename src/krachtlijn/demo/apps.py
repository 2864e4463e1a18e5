from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "krachtlijn.demo"
    default_auto_field = "django.db.models.BigAutoField"
