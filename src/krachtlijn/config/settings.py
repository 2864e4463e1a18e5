"""One file of settings; what differs per installation comes from the environment."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from krachtlijn.config import environment
from krachtlijn.privacy.secrets import Secrets

DATA = environment.folder("KRACHTLIJN_DATA", "~/.local/share/krachtlijn")
SECRETS = Secrets(DATA / "secrets")
DEMO = environment.yes("KRACHTLIJN_DEMO")
HTTPS = environment.yes("KRACHTLIJN_HTTPS")
DEBUG = False

SECRET_KEY = SECRETS.text("django")
ALLOWED_HOSTS = environment.words("KRACHTLIJN_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
COUNTRY = environment.one_of("KRACHTLIJN_COUNTRY", "BE", "NL")
QUICK_EXIT = environment.text("KRACHTLIJN_QUICK_EXIT", "https://nl.wikipedia.org/wiki/Weer")

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "krachtlijn.web",
    "krachtlijn.privacy",
    "krachtlijn.organisations",
    "krachtlijn.people",
    "krachtlijn.community",
    "krachtlijn.resources",
    "krachtlijn.vault",
    "krachtlijn.groups",
    "krachtlijn.plans",
    "krachtlijn.rooms",
    "krachtlijn.exchange",
    *(["krachtlijn.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "krachtlijn.web.middleware.Smaller",
    "krachtlijn.web.middleware.PageHeaders",
    "krachtlijn.web.middleware.NothingUnasked",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "krachtlijn.people.middleware.SharedDevice",
    "krachtlijn.people.middleware.OwnLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "krachtlijn.people.middleware.Closed",
    "krachtlijn.web.middleware.Answers",
    "krachtlijn.vault.middleware.VaultAnswers",
]

ROOT_URLCONF = "krachtlijn.config.urls"
WSGI_APPLICATION = "krachtlijn.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "krachtlijn.web.context.shell",
            ],
        },
    }
]

# WAL with FULL: every acknowledged write survives a power cut; NORMAL loses them.
DATABASES = {
    "default": environment.database(
        "KRACHTLIJN_DATABASE",
        DATA / "krachtlijn.sqlite3",
        pragmas="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;",
    ),
    # No WAL and overwriting deletes: a destroyed key must leave no bytes behind.
    "keys": environment.database(
        "KRACHTLIJN_KEYS_DATABASE",
        DATA / "keys.sqlite3",
        pragmas="PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON; PRAGMA synchronous=EXTRA;",
    ),
}
DATABASE_ROUTERS = ["krachtlijn.privacy.router.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["krachtlijn.people.backends.CardBackend"]
SESSION_ENGINE = "krachtlijn.people.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "krachtlijn.people.keeping.token_lost"
LANGUAGE_COOKIE_NAME = "taal"
LOGIN_URL = "sign-in"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = ["krachtlijn.exchange.uploads.OnlyInMemory"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
TIME_ZONE = environment.text("KRACHTLIJN_TIME_ZONE", "Europe/Brussels")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The places of the house, in the order people meet them.
PLACES = [
    ("today", _("Today"), "sun"),
    ("plan", _("My plan"), "route"),
    ("samen", _("Together"), "users"),
    ("me", _("Me"), "user-round"),
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_content": {"()": "krachtlijn.privacy.logs.NoContent"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["no_content"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
