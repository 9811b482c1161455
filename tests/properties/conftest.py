"""Properties are never judged by the clock: a slow machine is not a wrong answer."""

from hypothesis import settings

settings.register_profile("onroll", deadline=None)
settings.load_profile("onroll")
