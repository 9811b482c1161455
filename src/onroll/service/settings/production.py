"""A council's or a trust's server: PostgreSQL, TLS in front, nothing guessed.

Wants ONROLL_SECRET_KEY, ONROLL_DATABASE_URL (a role that is not a superuser, so that row-level security binds it) and
ONROLL_HOSTS (names it answers to, with spaces between). ONROLL_ADDRESS is where it is read, if that is not https and the
first of them that is no pattern. ONROLL_DATA names the folder for files on their way in.
"""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from onroll.service.settings.base import *  # noqa: F403 - settings extend the base by its names
from onroll.service.settings.databases import postgresql


def _wanted(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. See docs/operations/running-a-server.md.")
    return value


def _address_of(hosts: list[str]) -> str:
    """Return where Onroll is read by the first host that is one name: not every name, nor every name of a domain."""
    names = [host for host in hosts if not host.startswith(("*", "."))]
    if not names:
        raise ImproperlyConfigured(
            "ONROLL_ADDRESS is not set, and ONROLL_HOSTS holds no single name to take for it, but "
            f"“{' '.join(hosts)}”. Set ONROLL_ADDRESS to where Onroll is read, such as https://attendance.example.org."
        )
    return f"https://{names[0]}"


DEBUG = False
SECRET_KEY = _wanted("ONROLL_SECRET_KEY")
ALLOWED_HOSTS = _wanted("ONROLL_HOSTS").split()
# Messages that no page asks for, such as the weekly email, say where Onroll is.
SITE_ADDRESS = SITE_ADDRESS or _address_of(ALLOWED_HOSTS)  # noqa: F405 - from the base
DATABASES = {"default": postgresql(_wanted("ONROLL_DATABASE_URL"))}

# The proxy in front ends TLS and says so; it must take this header away from whoever sends it from outside.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers' preload list is for whoever owns the whole domain to choose.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
