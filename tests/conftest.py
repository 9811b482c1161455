"""What every test stands on: a closed network, and databases that may be emptied between tests."""

import os

# Playwright keeps an event loop in the test's own thread, and Django would otherwise refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

pytest_plugins = [
    "tests.support.network",
    "tests.support.databases",
    "tests.support.made_once",
    "tests.support.browser",
    "tests.support.spark",
    "tests.support.totals",
]
