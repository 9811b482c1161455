"""Where everything of one machine's service is kept: the database, the secret key, files waiting for a person."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """Return the data folder: ONROLL_DATA, or `data` where the command was given."""
    return Path(os.environ.get("ONROLL_DATA", "data")).resolve()
