"""Find the browser that the browser tests drive, or fetch it where that is ours to do."""

import os
import shutil
import subprocess

# The first is Chromium without its windows: the same engine, and a page opens with half the computing.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# Nothing but the page asked for: no update, no sync, no look-ups of its own.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)

MISSING = "Chromium is not installed, so no browser test ran. On Debian: apt-get install chromium-headless-shell fonts-liberation"


def find() -> str | None:
    """Return the path of a Chromium, or None: ONROLL_CHROMIUM first, then the usual names."""
    return os.environ.get("ONROLL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def find_or_install() -> str | None:
    """Return the path of a Chromium, installing Debian's package where that can be done without asking."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Onroll: installing chromium for the browser tests", flush=True)
        _apt("update")
        for name in NAMES[:2]:
            if _apt("install", "-y", "--no-install-recommends", name, "fonts-liberation"):
                break
    return find()


def _apt(*words: str) -> bool:
    """Run apt-get, and say whether it did what was asked; what it complains of is printed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", *words], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        print(done.stderr.strip(), flush=True)
    return done.returncode == 0
