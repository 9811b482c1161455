"""Where everything of one machine's service is kept: the database, the secret key, files waiting for a person."""

from __future__ import annotations

import os
from pathlib import Path


class DataTooOld(Exception):
    """The folder's database stopped part-way through migrations that have since been made into one."""


def data_folder() -> Path:
    """Return the data folder: ONROLL_DATA, or `data` where the command was given."""
    return Path(os.environ.get("ONROLL_DATA", "data")).resolve()
