"""The tests: SQLite in memory or PostgreSQL by ONROLL_DATABASE_URL; fast hashing; nothing leaves the machine."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from onroll.service.settings.base import *  # noqa: F403 - settings extend the base by its names
from onroll.service.settings.databases import postgresql

SECRET_KEY = "for tests only"  # noqa: S105 - signs nothing outside a test
DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASE_URL = os.environ.get("ONROLL_DATABASE_URL", "")
DATABASES = {
    "default": postgresql(DATABASE_URL)
    if DATABASE_URL
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Every worker of every run would compile every template again. What was compiled is known by the template and by how templates are set up.
_KEPT = Path(sys.prefix) / "onroll-tests" / "templates"
_KEPT.mkdir(parents=True, exist_ok=True)
_SET_UP = hashlib.sha256((PACKAGE / "web" / "environment.py").read_bytes()).hexdigest()[:16]  # noqa: F405
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(_KEPT), f"{_SET_UP}-%s")  # noqa: F405
