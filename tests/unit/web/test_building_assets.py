"""What is built is named after its contents, and points at what was built beside it."""

import gzip

import pytest

from onroll.service.web import build_assets
from onroll.service.web.build_assets import BuildFailed, Output


@pytest.fixture
def output(tmp_path):
    return Output(tmp_path / "build")


@pytest.fixture
def source(tmp_path, monkeypatch):
    (tmp_path / "source" / "scripts").mkdir(parents=True)
    monkeypatch.setattr(build_assets, "SOURCE", tmp_path / "source")
    monkeypatch.setattr(build_assets, "VENDOR_SCRIPTS", ())
    return tmp_path / "source"


class TestOutput:
    def test_gives_the_same_contents_the_same_name(self, output):
        assert output.add("page.css", b"a{}") == output.add("page.css", b"a{}")

    def test_gives_other_contents_another_name(self, output):
        assert output.add("page.css", b"a{}") != output.add("page.css", b"b{}")

    def test_keeps_a_compressed_copy_beside_text(self, output):
        built = output.folder / output.add("page.css", b"a{}")
        assert gzip.decompress(built.with_name(built.name + ".gz").read_bytes()) == b"a{}"


class TestScripts:
    def test_import_each_other_by_their_built_names(self, output, source):
        (source / "scripts" / "outbox.js").write_text("export const kept = [];")
        (source / "scripts" / "register.js").write_text('import { kept } from "./outbox.js";')
        build_assets._add_scripts(output, packages=source)
        register = (output.folder / output.names["register.js"]).read_text()
        assert register == f'import {{ kept }} from "./{output.names["outbox.js"]}";'

    def test_that_import_what_is_not_there_are_refused_by_name(self, output, source):
        (source / "scripts" / "register.js").write_text('import { kept } from "./outbox.js";')
        with pytest.raises(BuildFailed, match=r"register\.js"):
            build_assets._add_scripts(output, packages=source)
