"""The guide to a reader's own frames runs as it stands, and prints what it says it prints."""

import contextlib
import io
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onroll.analysis import figures_of
from onroll.cli.main import app
from tests.support.guides import Block, sections

pytestmark = pytest.mark.one_database

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "figures-from-your-own-frames.md"
DATA, *READERS = sections(GUIDE).items()
Run = Callable[[list[Block]], None]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the data as the guide makes it."""
    folder = tmp_path_factory.mktemp("guide")
    with contextlib.chdir(folder):
        for block in DATA[1]:
            command, *arguments = shlex.split(block.text)
            assert command == "onroll"
            assert CliRunner().invoke(app, arguments).exit_code == 0
    return folder


@pytest.fixture
def run(county: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def every(blocks: list[Block]) -> None:
        names: dict[str, object] = {}
        monkeypatch.chdir(county)
        for block in blocks:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(block.text, names)  # noqa: S102
            assert printed.getvalue() == (block.prints or ""), block.text

    return every


def test_has_a_section_for_each_kind_of_frame() -> None:
    assert {"pandas", "Polars", "DuckDB", "Spark"} <= {title for title, _ in READERS}


@pytest.mark.parametrize(
    "blocks", [pytest.param(blocks, id=title) for title, blocks in READERS if title != "Spark"]
)
def test_prints_what_it_says(blocks: list[Block], run: Run) -> None:
    run(blocks)


def test_prints_of_spark_what_other_frames_come_to(county: Path) -> None:
    """What it says runs in Spark among the tests of frames in Spark, over fewer rows."""
    (block,) = dict(READERS)["Spark"]
    figures = figures_of(county / "county" / "entries", pupils=county / "county" / "pupils.parquet")
    totals = figures.totals
    assert block.prints == (
        f"{totals['threshold_met']} pupils met the threshold of a penalty notice\n"
        f"{totals['persistent']} enrolments in persistent absence\n"
    )
