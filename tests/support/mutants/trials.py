"""Trying mutants: each in a process of its own, by the tests that run the changed function, quickest first."""

import importlib
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.support.mutants.changes import Mutant, mutants_of
from tests.support.mutants.explained import Key
from tests.support.remembered import forget_all

ROOT = Path(__file__).parents[3]
LAW = ROOT / "src" / "onroll" / "law"
PACKAGE = "onroll.law"
SURVIVED, NOTICED = 0, 1
# Processor seconds, so that a busy machine is not taken for a loop that never ends.
MOST_SECONDS = 90


def steady() -> None:
    """Have Hypothesis draw the same examples each time, and stop at the first that fails."""
    settings.register_profile(
        "mutants",
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")


class Trials:
    """A pytest plugin that, in place of running the tests, runs them against each mutant of some modules."""

    def __init__(
        self, modules: Sequence[str], tests: Sequence[str], explained: Mapping[Key, str], *, at_once: int
    ) -> None:
        self.modules = modules
        self.tests = tests
        self.explained = explained
        self.at_once = at_once
        self.failed = False
        self.refusal = ""
        self.tried: Counter[str] = Counter()
        self.survived: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test runs which function, then try every mutant."""
        learned = self._learn(session.items)
        running: dict[int, tuple[str, Mutant]] = {}
        for module in self.modules:
            for mutant in mutants_of((LAW / f"{module}.py").read_text()):
                while len(running) >= self.at_once:
                    self._collect(running)
                running[self._start(module, mutant, learned)] = (module, mutant)
        while running:
            self._collect(running)
        return True

    def _learn(self, items: Sequence[pytest.Item]) -> "Learned":
        learned = Learned()
        for item in items:
            learned.watch(lambda item=item: self._run(item), item)  # type: ignore[misc]
            if self.failed:
                self.refusal = f"{item.nodeid} fails as the law stands; put that right first."
                raise pytest.UsageError(self.refusal)
        return learned

    def _run(self, item: pytest.Item) -> None:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)

    def _start(self, module: str, mutant: Mutant, learned: "Learned") -> int:
        self.tried[module] += 1
        child = os.fork()
        if child:
            return child
        status = NOTICED
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            status = self._try(module, mutant, learned)
        finally:
            os._exit(status)

    def _try(self, module: str, mutant: Mutant, learned: "Learned") -> int:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        chosen = learned.that_run(module, mutant.function)
        # What no test runs may have been run while the law was imported.
        if chosen and change_in_place(f"{PACKAGE}.{module}", mutant):
            for item in chosen:
                self._run(item)
                if self.failed:
                    return NOTICED
        # What the tests had worked out while they were imported may be what should differ.
        return self._afresh(module, mutant, learned)

    def _afresh(self, module: str, mutant: Mutant, learned: "Learned") -> int:
        """Import everything again with the change, for one that a running module cannot take."""
        for name in [name for name in sys.modules if name.partition(".")[0] in ("onroll", "tests")]:
            if not name.startswith("tests.support"):
                del sys.modules[name]
        sys.meta_path.insert(0, _Changed(f"{PACKAGE}.{module}", mutant.source))
        return SURVIVED if run_tests(learned.files_for(module), "-x", plugins=[]) == 0 else NOTICED

    def _collect(self, running: dict[int, tuple[str, Mutant]]) -> None:
        child, status = os.wait()
        module, mutant = running.pop(child)
        if status == SURVIVED and (module, *mutant.key) not in self.explained:
            self.survived[module] += 1
            place = f"{LAW / module}.py:{mutant.line} {mutant.function}".rstrip()
            print(f"{place}\n  {mutant.before}\n  {mutant.after}", flush=True)


class Learned:
    """Which test runs which function of the law, and for how long."""

    def __init__(self) -> None:
        self._seconds: dict[pytest.Item, float] = {}
        self._ran: dict[tuple[str, str], set[pytest.Item]] = {}

    def watch(self, run: Any, item: pytest.Item) -> None:
        """Run a test and note what it ran."""
        seen: set[CodeType] = set()

        def note(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                seen.add(frame.f_code)

        forget_all()
        started = time.process_time()
        sys.setprofile(note)
        try:
            run()
        finally:
            sys.setprofile(None)
        self._seconds[item] = time.process_time() - started
        for code in seen:
            path = Path(code.co_filename)
            if path.parent.name == LAW.name:
                function = code.co_qualname.partition(".<locals>")[0]
                self._ran.setdefault((path.stem, function), set()).add(item)

    def that_run(self, module: str, function: str) -> list[pytest.Item]:
        """Answer the tests that run a function, quickest first."""
        return sorted(self._ran.get((module, function), ()), key=self._seconds.__getitem__)

    def files_for(self, module: str) -> list[str]:
        """Answer every file of tests: first those that run something of a module, the quickest of them first."""
        touching = {
            str(item.path) for (one, _), items in self._ran.items() if one == module for item in items
        }
        seconds: dict[str, float] = {}
        for item, taken in self._seconds.items():
            seconds[str(item.path)] = seconds.get(str(item.path), 0) + taken
        return sorted(seconds, key=lambda path: (path not in touching, seconds[path]))


def change_in_place(name: str, mutant: Mutant) -> bool:
    """Give the running function its changed code; False where the change is not within the body of one."""
    function = _function(importlib.import_module(name), mutant.function)
    if function is None:
        return False
    changed = _code(compile(mutant.source, function.__code__.co_filename, "exec"), mutant.function)
    if changed is None or changed.co_freevars != function.__code__.co_freevars:
        return False
    if _same(changed, function.__code__):
        return False
    function.__code__ = changed
    forget_all()
    return True


def _function(module: ModuleType, path: str) -> FunctionType | None:
    found: Any = module
    for part in path.split(".") if path else []:
        found = vars(found).get(part)
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
        found = getattr(found, "__wrapped__", found)
    return found if isinstance(found, FunctionType) else None


def _code(code: CodeType, path: str) -> CodeType | None:
    for part in path.split("."):
        inner = [one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == part]
        if not inner:
            return None
        code = inner[-1]
    return code


def _same(one: CodeType, other: CodeType) -> bool:
    """Whether two functions do the same, wherever their lines are."""
    if (
        one.co_code != other.co_code
        or one.co_names != other.co_names
        or len(one.co_consts) != len(other.co_consts)
    ):
        return False
    return all(
        _same(a, b) if isinstance(a, CodeType) and isinstance(b, CodeType) else a == b and type(a) is type(b)
        for a, b in zip(one.co_consts, other.co_consts, strict=True)
    )


class _Changed(MetaPathFinder, Loader):
    """Imports one module from the source given, and leaves the others alone."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._source, f"{LAW / self._name.rpartition('.')[2]}.py", "exec"), vars(module))  # noqa: S102


def run_tests(tests: Sequence[str], *options: str, plugins: list[object]) -> int:
    """Run pytest with nothing of the service's: no database, no browser, no other processes."""
    bare = [
        "-o",
        "addopts=",
        "-c",
        str(Path(__file__).with_name("pytest.ini")),
        "--rootdir=.",
        "--noconftest",
    ]
    return int(
        pytest.main(
            [*bare, "--import-mode=importlib", "-s", "-p", "no:cacheprovider", *options, *tests], plugins
        )
    )
