"""Find the browser that the browser tests drive, or fetch it where that is ours to do."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")

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

MISSING = (
    "Chromium is not installed, so no browser test ran. On Debian: apt-get install chromium fonts-liberation"
)


def find() -> str | None:
    """Return the path of a Chromium, or None: ONROLL_CHROMIUM first, then the usual names."""
    return os.environ.get("ONROLL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def find_or_install() -> str | None:
    """Return the path of a Chromium, installing Debian's package where that can be done without asking."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Onroll: installing chromium for the browser tests", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
        ):
            done = subprocess.run(
                ["apt-get", *words], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
            )
            if done.returncode:
                print(done.stderr.strip(), flush=True)
    return find()
