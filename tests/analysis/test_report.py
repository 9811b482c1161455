"""`report.html`: the figures of the measures, readable by anybody, and nothing that was kept back."""

import re
from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onroll.analysis.report.bands import kept_back
from onroll.analysis.report.figures import Figure
from tests.analysis.test_analyse_command import marks, run, table, write_csv

pytestmark = pytest.mark.one_database

VOID = {"meta", "br", "col"}
SCHOOLS = ("100001", "100002")
PUPILS_HEADER = ["pupil", "school", "sex", "registration_group"]


class Page(HTMLParser):
    """What a report says, and what is wrong with how it says it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.text: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if "svg" not in self.open:
            self.faults.append(f"{tag} closes itself outside a drawing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} is closed out of turn")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.rows and {"td", "th"} & set(self.open):
            self.rows[-1][-1] += f" {data}" if self.rows[-1][-1] else data

    def values(self, name: str) -> list[str]:
        return [found[name] or "" for _, found in self.attributes if name in found]

    def row(self, start: str, columns: int) -> list[str]:
        return next(row for row in self.rows if row[0] == start and len(row) == columns)


def half_up(part: int, whole: int) -> str:
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def fraction(row: dict[str, str]) -> str:
    return f"{int(row['numerator']):,} of {int(row['denominator']):,}"


def written(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two schools over nine weeks: one of thirty pupils, one of four; every third pupil often away."""
    folder = tmp_path_factory.mktemp("files")
    rows: list[list[str]] = []
    pupils: list[list[str]] = []
    for number in range(34):
        school = SCHOOLS[number >= 30]
        code = {0: "/ \\ I I / \\ O O / \\ ", 1: "/ \\ / \\ L \\ / \\ / \\ ", 2: "/ \\ " * 5}[number % 3]
        rows += marks(f"P{number:02}", code * 9, school)
        pupils.append([f"P{number:02}", school, "FM"[number % 2], "<b>7A</b> & co" if number % 2 else "7B"])
    return (
        write_csv(folder / "entries.csv", rows),
        write_csv(folder / "pupils.csv", pupils, PUPILS_HEADER),
    )


@pytest.fixture(scope="module")
def out(files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    groups = ("--by", "sex", "--by", "school", "--by", "registration_group", "--by", "school,sex")
    assert run(files[0], "--pupils", files[1], "--out", folder, *groups).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def page(out: Path) -> Page:
    return Page(written(out))


class TestItsFigures:
    def test_are_those_of_the_measures(self, out: Path, page: Page) -> None:
        rows = {(row["measure"], row["period"], row["group"]): row for row in table(out / "measures.csv")}
        for words, period in (
            ("Week of 8 Sep 2025", "week 2025-09-08"),
            ("Friday, afternoon", "weekday 5 PM"),
            ("Morning", "session AM"),
            ("Autumn term", "autumn term"),
            ("Whole period", "whole"),
        ):
            expected = [
                f"{half_up(int(row['numerator']), int(row['denominator']))}% {fraction(row)}"
                for name in ("attendance_percent", "absence_percent", "authorised", "unauthorised")
                for row in [rows[name, period, "all"]]
            ]
            assert page.row(words, 5)[1:] == expected

    def test_are_no_others_than_those_of_the_measures(self, out: Path, page: Page) -> None:
        given = {fraction(row) for row in table(out / "measures.csv") if row["numerator"]}
        # Bands of absence stand in no other file.
        bands = {row[1].split("% ")[-1] for row in page.rows if re.match(r"\d+% (to|or)", row[0])}
        said = set(re.findall(r"[\d,]+ of [\d,]+(?=$|\s)", "\n".join(page.text)))
        assert len(said) > 20
        assert said - given - bands == set()

    def test_say_what_they_are_of_and_how_far_they_go(self, page: Page) -> None:
        said = " ".join(page.text)
        assert "1 September 2025 to 7 November 2025" in said
        assert "Last day with marks" in said
        assert f"{34 * 90:,}" in said

    def test_count_what_was_set_aside_beside_them(self, files: tuple[Path, Path], tmp_path: Path) -> None:
        more = tmp_path / "more.csv"
        more.write_text(files[0].read_text() + "100001,P00,2025-09-08,AM,/\n100001,P01,2025-11-10,AM,Q7\n")
        run(more, "--out", tmp_path)
        said = Page(written(tmp_path))
        assert said.row("Duplicate rows", 3)[1] == "1"
        assert said.row("Unknown codes", 3)[1] == "1"
        lines = [
            one for one in said.text if one.startswith("Set aside or counted with care: 2 rows at fault")
        ]
        assert len(lines) > 5

    def test_round_halves_up_in_whole_numbers(self) -> None:
        assert Figure("attendance_percent", 1, 16).rate == "6.3%"
        assert Figure("attendance_percent", 9995, 10000).rate == "100.0%"
        assert Figure("attendance_percent", 9994, 10000).rate == "99.9%"
        assert Figure("minutes_late", 29, 20).rate == "1.5"

    def test_of_persistent_absence_need_six_weeks(self, tmp_path: Path) -> None:
        for weeks, refused in ((5, True), (6, False)):
            rows = [row for number in range(20) for row in marks(f"P{number}", "/ \\ I I O O " * 5 * 6)]
            until = (date(2025, 9, 8) + timedelta(days=7 * weeks - 1)).isoformat()
            run(write_csv(tmp_path / "e.csv", rows), "--on", until, "--out", tmp_path / "o")
            assert ("fewer than 6 school weeks" in written(tmp_path / "o")) is refused


class TestWhatIsKeptBack:
    def test_is_not_in_it(self, files: tuple[Path, Path], out: Path, tmp_path: Path) -> None:
        groups = ("--by", "sex", "--by", "school", "--by", "registration_group", "--by", "school,sex")
        run(files[0], "--pupils", files[1], "--out", tmp_path, "--no-suppress", *groups)
        kept, given = table(out / "measures.csv"), table(tmp_path / "measures.csv")
        shown = {fraction(row) for row in kept if row["numerator"]}
        hidden = {
            fraction(full) for row, full in zip(kept, given, strict=True) if not row["numerator"]
        } - shown
        in_full, said = written(tmp_path), written(out)
        assert len([one for one in hidden if f">{one}<" in in_full]) > 20
        assert [one for one in hidden if f">{one}<" in said] == []

    def test_is_a_c_that_is_explained(self, page: Page) -> None:
        assert page.row("100002", 6)[1:] == ["c"] * 5
        assert (
            "c  stands for a figure kept back because it is of 1 to 9 pupils, or no more of them"
            in " ".join(page.text)
        )

    def test_is_nothing_where_nothing_is_to_be(self, files: tuple[Path, Path], tmp_path: Path) -> None:
        run(files[0], "--out", tmp_path, "--no-suppress", "--by", "school")
        said = Page(written(tmp_path))
        assert said.row("100002", 6)[1].endswith("of 360")
        assert "Nothing is kept back." in " ".join(said.text)

    def test_is_how_many_pupils_there_are_where_they_are_fewer_than_ten(self, tmp_path: Path) -> None:
        for pupils, words in ((9, "fewer than 10"), (10, "10")):
            rows = [row for number in range(pupils) for row in marks(f"P{number}", "/ \\ / \\")]
            run(write_csv(tmp_path / "e.csv", rows), "--out", tmp_path)
            assert f"<dt>Pupils</dt><dd>{words}</dd>" in written(tmp_path)


class TestBandsKeptBack:
    """Of eleven bands, persistent absence starts at the third and severe absence is the last."""

    MARKS = (10, 50)

    def hidden(self, *counts: int) -> list[int]:
        return sorted(kept_back(list(counts), list(counts), self.MARKS))

    def test_are_none_of_ten_or_of_nobody(self) -> None:
        assert self.hidden(90, 40, 30, 20, 10, 0, 0, 0, 0, 0, 10) == []

    def test_are_one_of_nine_and_the_smallest_of_its_side(self) -> None:
        assert self.hidden(90, 40, 30, 20, 9, 0, 0, 0, 0, 0, 10) == [3, 4]

    def test_are_more_until_ten_pupils_hide_each_other(self) -> None:
        assert self.hidden(90, 40, 30, 20, 2, 3, 0, 0, 0, 0, 10) == [3, 4, 5]

    def test_are_the_smaller_side_and_one_of_the_other_where_a_side_is_small(self) -> None:
        # All of persistent absence is 5: the rest of the whole would tell.
        assert self.hidden(90, 40, 3, 2, 0, 0, 0, 0, 0, 0, 0) == [0, 1, 2, 3]

    def test_are_severe_absence_and_two_more(self) -> None:
        assert self.hidden(90, 40, 30, 20, 10, 10, 10, 10, 10, 10, 4) == [4, 5, 10]


class TestThePage:
    def test_is_well_formed(self, page: Page) -> None:
        assert page.faults == []

    def test_names_nothing_twice_and_points_at_nothing_that_is_not_there(self, page: Page) -> None:
        ids = Counter(page.values("id"))
        assert [name for name, times in ids.items() if times > 1] == []
        pointed_at = [name for key in ("aria-labelledby", "aria-describedby") for name in page.values(key)]
        pointed_at += [link[1:] for link in page.values("href") if link.startswith("#")]
        pointed_at += re.findall(r"url\(#([^)]+)\)", " ".join(page.values("fill")))
        assert len(pointed_at) > 40
        assert [name for name in pointed_at if name not in ids] == []

    def test_fetches_nothing_and_runs_nothing(self, out: Path, page: Page) -> None:
        tags = {tag for tag, _ in page.attributes}
        assert tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"} == set()
        assert page.values("src") == []
        links = [found["href"] for tag, found in page.attributes if tag == "a"]
        outside = [link for link in page.values("href") if not link.startswith("#")]
        assert set(outside) <= set(links)
        assert all(link.startswith("https://") for link in outside)
        assert "@import" not in written(out)
        assert len(re.findall(r"https?://", written(out))) == len(outside)

    def test_writes_names_as_they_are(self, out: Path, page: Page) -> None:
        assert "<b>7A" not in written(out)
        assert page.row("<b>7A</b> & co", 6)

    def test_tells_of_every_chart_in_words_and_in_a_table(self, page: Page) -> None:
        charts = [found for tag, found in page.attributes if tag == "svg" and found.get("class") == "chart"]
        assert len(charts) > 10
        assert all(found["role"] == "img" and found["aria-labelledby"] for found in charts)

    def test_holds_for_all_that_a_second_part_is_hatched(self, page: Page) -> None:
        seconds = [
            found for tag, found in page.attributes if tag == "rect" and found.get("class") == "second"
        ]
        assert seconds
        assert all((found["fill"] or "").startswith("url(#") for found in seconds)


class TestGroups:
    @pytest.mark.parametrize(("groups", "is_drawn"), [(20, True), (21, False)])
    def test_are_drawn_where_they_are_twenty_at_most(
        self, tmp_path: Path, groups: int, is_drawn: bool
    ) -> None:
        rows = [row for number in range(groups) for row in marks(f"P{number}", "/ \\ I I", f"S{number}")]
        run(write_csv(tmp_path / "e.csv", rows), "--by", "school", "--no-suppress", "--out", tmp_path)
        said = Page(written(tmp_path))
        assert ("group0-absence-title" in said.values("id")) is is_drawn
        assert len([row for row in said.rows if re.fullmatch(r"S\d+", row[0])]) == groups

    def test_too_many_to_draw_start_with_the_most_absent(self, tmp_path: Path) -> None:
        rows = [
            row
            for number in range(21)
            for row in marks(f"P{number}", "I I / \\" if number == 13 else "/ \\ / \\", f"S{number}")
        ]
        run(write_csv(tmp_path / "e.csv", rows), "--by", "school", "--no-suppress", "--out", tmp_path)
        listed = [row[0] for row in Page(written(tmp_path)).rows if re.fullmatch(r"S\d+", row[0])]
        assert listed[:4] == ["S13", "S0", "S1", "S2"]

    def test_stand_in_the_order_people_know(self, tmp_path: Path) -> None:
        years = ("10", "2", "R", "1", "", "N2")
        rows = [row for number in range(6) for row in marks(f"P{number}", "/ \\ I I")]
        pupils = [[f"P{number}", "100001", year] for number, year in enumerate(years)]
        given = write_csv(tmp_path / "p.csv", pupils, ["pupil", "school", "year_group"])
        entries = write_csv(tmp_path / "e.csv", rows)
        run(entries, "--pupils", given, "--by", "year_group", "--no-suppress", "--out", tmp_path)
        listed = [row[0] for row in Page(written(tmp_path)).rows if len(row) == 6]
        assert listed == ["Year group", "N2", "R", "1", "2", "10", "not known"]

    def test_of_four_hundred_schools_fit_a_file_that_can_be_sent(self, tmp_path: Path) -> None:
        rows = [row for number in range(400) for row in marks(f"P{number}", "/ \\ I I", f"S{number}")]
        run(write_csv(tmp_path / "e.csv", rows), "--by", "school", "--no-suppress", "--out", tmp_path)
        assert len(written(tmp_path)) < 1_500_000
        assert len([row for row in Page(written(tmp_path)).rows if re.fullmatch(r"S\d+", row[0])]) == 400
