from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "krachtlijn.rooms"
    default_auto_field = "django.db.models.BigAutoField"
