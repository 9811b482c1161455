"""What a browser calls itself, in words a person knows."""

from __future__ import annotations

# Each browser also claims to be those below it.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """Return words such as "Chrome on Windows" for a User-Agent header."""
    browser = next((words for mark, words in _BROWSERS if mark in user_agent), "A browser")
    machine = next((words for mark, words in _MACHINES if mark in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
