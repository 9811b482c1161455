"""Onroll: the attendance system for England's schools and local authorities.

Three rings, whose imports point inward only: `onroll.law` (national rules, standard
library only), `onroll.analysis` (figures over flat tables) and `onroll.service` (the
registers, with Django).
"""


def __getattr__(name: str) -> str:
    """Answer `onroll.__version__`, read only when somebody asks."""
    if name == "__version__":
        from importlib.metadata import version

        return version("onroll")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
