"""Changes that survive for a reason: `tests/law/mutants.toml`, by module, function and what was changed to what."""

import tomllib
from pathlib import Path

EXPLAINED = Path(__file__).parents[2] / "law" / "mutants.toml"

Key = tuple[str, str, str, str]


def explanations(path: Path = EXPLAINED) -> dict[Key, str]:
    """Answer why each explained change may survive, by its module and `Mutant.key`."""
    survivors = tomllib.loads(path.read_text())["survivor"]
    return {
        (one["module"], one["function"], one["before"], one["after"]): one["because"] for one in survivors
    }
