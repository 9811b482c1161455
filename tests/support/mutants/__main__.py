"""`./run mutants MODULE...`: change a module of the law a little, over and over, and name what no test noticed."""

import os
import sys
from pathlib import Path

# Set before pytest looks for plugins: the law needs no database and no browser.
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"

from tests.support.mutants.explained import explanations
from tests.support.mutants.trials import LAW, Trials, run_tests, steady

AT_ONCE = 2


def main(modules: list[str]) -> int:
    """Try every mutant of some modules; return 0 only where each was noticed or is explained."""
    known = sorted(path.stem for path in LAW.glob("*.py") if path.stem != "__init__")
    if not modules or not set(modules) <= set(known):
        print(f"Onroll: name modules of the law: {', '.join(known)}.", file=sys.stderr)
        return 2
    steady()
    tests = ["tests/law", *sorted(str(path) for path in Path("tests/properties").glob("test_law_*.py"))]
    trials = Trials(modules, tests, explanations(), at_once=AT_ONCE)
    if run_tests(tests, "-p", "no:terminal", plugins=[trials]):
        print(f"Onroll: {trials.refusal or 'the tests could not be collected'}", file=sys.stderr)
        return 2
    for module in modules:
        print(f"{module}: {trials.tried[module]} changes, {trials.survived[module]} survived unexplained")
    return 1 if any(trials.survived.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
