"""What every setting of the service shares."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "onroll.service.organisations",
    "onroll.service.people",
    "onroll.service.access",
    "onroll.service.audit",
    "onroll.service.admission_register",
    "onroll.service.attendance_register",
    "onroll.service.correspondence",
    "onroll.service.absence_follow_up",
    "onroll.service.lateness",
    "onroll.service.absence_notices",
    "onroll.service.lessons",
    "onroll.service.recognition",
    "onroll.service.leave_of_absence",
    "onroll.service.planned_attendance",
    "onroll.service.off_site_provision",
    "onroll.service.guests",
    "onroll.service.remote_education",
    "onroll.service.part_time_timetables",
    "onroll.service.exclusions",
    "onroll.service.medical_absence",
    "onroll.service.parents",
    "onroll.service.duties",
    "onroll.service.demo",
    "onroll.service.exchange",
    "onroll.service.published",
    "onroll.service.figures",
    "onroll.service.reconciliation",
    "onroll.service.jobs",
    "onroll.service.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "onroll.service.web.access.idle.IdleMiddleware",
    "onroll.service.web.access.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "onroll.service.web.access.middleware.ActorMiddleware",
    "onroll.service.web.access.headers.HeadersMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

#: Where Onroll is, for what is written when nobody asks for a page: the weekly email. Blank where it is not known.
SITE_ADDRESS = os.environ.get("ONROLL_ADDRESS", "").strip().rstrip("/")

ROOT_URLCONF = "onroll.service.urls"
WSGI_APPLICATION = "onroll.service.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "onroll.service.web.environment.environment",
            "context_processors": [],
        },
    },
    {
        # Only the libraries' own pages, and none of ours, are Django templates.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["onroll.service.web.access.backend.SignInBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

# Sign-in: usernames and passwords, second steps, passkeys. Nobody signs up, and nothing is sent by email.
ACCOUNT_ADAPTER = "onroll.service.web.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# A school's staff share one address on the internet, so the limit by address is wide and the limit by username narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,8/5m/key",
    "reauthenticate": "10/m/user",
    "parents_mail": "60/h/ip,5/h/key",
}
MFA_ADAPTER = "onroll.service.web.access.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "onroll.service.web.access.codes.CodeToSignIn",
    "reauthenticate": "onroll.service.web.access.codes.CodeToConfirm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Onroll"


LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
# Served from where they were built: there is nothing to collect. Names hold a hash, so browsers keep them for ever.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{12}\.[a-z]+$"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# What the rate limits count is shared by every web process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# A session ends with the browser, when nobody has used it for half an hour, and after a school day whatever happens.
SESSION_ENGINE = "onroll.service.web.access.session_store"
SESSION_COOKIE_NAME = "onroll_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "onroll.service.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing but our own scripts, styles and pictures; a second step's QR code and the components' icons are data.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Warnings and failures to the terminal or the journal. Messages hold addresses and ids, never a child's name.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"secret_addresses": {"()": "onroll.service.web.secret_addresses.SecretAddresses"}},
    "handlers": {
        "terminal": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secret_addresses"],
        }
    },
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # It writes what a provider says of a recipient; we keep that with the message instead.
        "notifications_python_client": {"handlers": [], "level": "CRITICAL", "propagate": True},
    },
}
