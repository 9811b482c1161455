"""One machine: the data folder holds the database and the secret key.

ONROLL_DATA names the folder (default `data`), ONROLL_DATABASE_URL a PostgreSQL database instead of the file.
"""

from __future__ import annotations

import os
from pathlib import Path

from onroll.service.settings.base import *  # noqa: F403 - settings extend the base by its names
from onroll.service.settings.databases import postgresql, sqlite
from onroll.service.settings.secret_key import secret_key_in

DATA = Path(os.environ.get("ONROLL_DATA", "data")).resolve()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("ONROLL_HOSTS", "").split()]
SECRET_KEY = secret_key_in(DATA)
DATABASE_URL = os.environ.get("ONROLL_DATABASE_URL", "")
DATABASES = {"default": postgresql(DATABASE_URL) if DATABASE_URL else sqlite(DATA)}
