"""Examples of local codes: what three authorities make public, as far as it was read.

A setting that the pages read do not state is left out; it is not a claim that the authority has no such rule.
"""

from functools import lru_cache
from importlib.resources import files

from onroll.law.local_code import LocalCode, read_local_code


def example_names() -> tuple[str, ...]:
    """Answer the names of the examples, in order."""
    return tuple(
        sorted(
            one.name.removesuffix(".toml") for one in files(__name__).iterdir() if one.name.endswith(".toml")
        )
    )


@lru_cache
def example(name: str) -> LocalCode:
    """Answer an example by its name. Raises `LookupError` where there is none."""
    # Only who asks for an example pays for the reader.
    import tomllib

    if name not in example_names():
        raise LookupError(f"There is no example called {name}. There are: {', '.join(example_names())}.")
    return read_local_code(tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8")))
