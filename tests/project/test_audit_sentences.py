"""Every event that an action records can be read as a sentence."""

import ast

from onroll.service.audit.sentences import sentences
from tests.project.sources import SRC, named, python_files, tree


def event_names() -> dict[str, str]:
    """Return every name handed to record_event as it stands in the source, and where."""
    found = {}
    for path in python_files(SRC / "service"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "record_event",
                "_record",
                "_write_event",
            }:
                for argument in node.args[:1]:
                    if (
                        isinstance(argument, ast.Constant)
                        and isinstance(argument.value, str)
                        and "." in argument.value
                    ):
                        found[argument.value] = named(path)
    return found


class TestEveryEvent:
    def test_has_a_sentence(self):
        missing = {name: path for name, path in event_names().items() if name not in sentences()}

        assert not missing

    def test_is_found_where_it_is_recorded(self):
        assert "access.role.ended" in event_names()
