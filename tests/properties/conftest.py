"""Properties are never judged by the clock: a slow machine is not a wrong answer. Forty examples each, and more for whoever hunts."""

import os

from hypothesis import settings

settings.register_profile("onroll", deadline=None, max_examples=int(os.environ.get("ONROLL_EXAMPLES", "40")))
settings.load_profile("onroll")
