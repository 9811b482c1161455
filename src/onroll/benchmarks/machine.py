"""The machine that figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version


def machine() -> dict[str, object]:
    """Return what figures depend on: processors, how busy they are, and the versions of what does the work."""
    return {
        "processors": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "django": version("django"),
        "system": f"{platform.system()} {platform.machine()}",
    }
