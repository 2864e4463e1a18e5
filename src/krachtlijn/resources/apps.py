from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "krachtlijn.resources"
    default_auto_field = "django.db.models.BigAutoField"
