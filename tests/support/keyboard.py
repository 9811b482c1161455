"""A person with a keyboard and no mouse: Tab until the thing is reached, look that it shows where one is, press a key."""

from __future__ import annotations

from typing import Any

#: More stops than any page has before the thing one looks for.
MOST_STOPS = 120

_FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const label = at.labels && at.labels.length ? at.labels[0].innerText : at.getAttribute('aria-label') || at.innerText || at.textContent;
  const seen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)';
  // A ring may be drawn about the label of a box that is itself out of sight.
  const about = at.labels && at.labels.length && ['radio', 'checkbox'].includes(at.type);
  return { name: (label || '').replace(/\\s+/g, ' ').trim(), role: at.tagName, shown: seen || Boolean(about) };
}"""


class Keyboard:
    """Works a page by keys alone."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def at(self) -> str:
        """Return what the thing is called that the keyboard is on."""
        return str(self.page.evaluate(_FOCUSED)["name"])

    def tab_to(self, name: str) -> None:
        """Press Tab until on something called so, each stop shown on the way."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(_FOCUSED)
            if stop["role"] != "BODY":
                assert stop["shown"], f"The keyboard is on “{stop['name']}”, and nothing shows it."
            if stop["name"].startswith(name):
                return
            passed.append(stop["name"])
        raise AssertionError(f"Tab never came to “{name}”. It stopped at: {', '.join(passed)}.")

    def type(self, text: str) -> None:
        """Type into what the keyboard is on."""
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)

    def follow(self, name: str, key: str = "Enter") -> None:
        """Tab to a link or button, press it, and wait for the page it leads to."""
        self.tab_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
