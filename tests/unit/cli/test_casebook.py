"""`onroll casebook`: exit codes, lines and JSON."""

import json

import pytest
from typer.testing import CliRunner

from onroll.cli.casebook import app

GOOD = '- name: "Fifth birthday"\n  rule: school_age.compulsory\n  given: {born: 2021-08-31}\n  expect: {first_day: 2026-08-31}\n'
DIFFERS = GOOD.replace("2026-08-31}", "2026-09-01}")
TWICE = (
    "- name: Twice\n  rule: absence_measures.pupil\n  given:\n"
    "    calendar: {terms: [{first_day: 2026-09-01, last_day: 2026-09-04}]}\n"
    '    entries: {2026-09-01: "O O", "2026-09-01": "I I"}\n    as_at: 2026-09-04\n  expect: {}\n'
)


@pytest.fixture
def run(tmp_path):
    def run(*words, **files):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(app, ["run", *words, str(tmp_path)])

    return run


class TestRun:
    def test_exits_0_where_every_case_holds(self, run):
        ran = run(cases=GOOD)
        assert ran.exit_code == 0
        assert ran.output.splitlines()[-1] == "1 passed, 0 failed"

    def test_exits_1_where_one_differs(self, run):
        ran = run(cases=GOOD + DIFFERS)
        assert ran.exit_code == 1
        assert "first_day: expected “2026-09-01”, found “2026-08-31”" in ran.output
        assert ran.output.splitlines()[-1] == "1 passed, 1 failed"

    @pytest.mark.parametrize(
        "text",
        [
            "name: one case\n",
            "- [unclosed",
            "",
            "\tno",
            "- name: A\n  given: &a {b: *a}\n",
            "- {[1]: 2, ? {a: 1} : 3}\n- !!python/name:os.system x\n",
            "%YAML 1.3\n---\n[]\n",
            f"- {'[' * 3000}{']' * 3000}\n",
            "- name: a\n---\n- name: b\n",
        ],
    )
    def test_exits_2_where_a_file_cannot_be_read_and_runs_the_others(self, run, text):
        ran = run(bad=text, cases=DIFFERS)
        assert ran.exit_code == 2
        assert "bad.yaml: cannot be read" in ran.output
        assert "0 passed, 1 failed" in ran.output

    def test_exits_2_where_a_few_lines_stand_for_a_billion(self, run):
        lines = ["- &a [x, x, x, x, x, x, x, x, x]"]
        lines += [f"- &{chr(98 + one)} [{', '.join([f'*{chr(97 + one)}'] * 9)}]" for one in range(8)]
        ran = run(swells="\n".join(lines))
        assert ran.exit_code == 2
        assert "aliases repeat more than a casebook needs" in ran.output

    def test_lets_cases_share_a_calendar_by_an_alias(self, run):
        shared = GOOD.replace("{born", "&child {born") + 30 * GOOD.replace("{born: 2021-08-31}", "*child")
        assert "31 passed" in run(cases=shared).output

    def test_says_of_a_file_that_is_not_utf_8_that_it_is_not(self, tmp_path):
        (tmp_path / "old.yaml").write_bytes("- name: café\n".encode("latin-1"))
        ran = CliRunner().invoke(app, ["run", str(tmp_path)])
        assert ran.exit_code == 2
        assert "not written in UTF-8" in ran.output

    def test_prints_a_line_a_case_whatever_its_name(self, run):
        ran = run(cases=GOOD.replace("Fifth birthday", "Red \\e[31m and\\n\\nlines \\ud800"))
        assert ran.exit_code == 0
        assert len(ran.output.splitlines()) == 2
        assert "\x1b" not in ran.output

    def test_prints_json_that_any_reader_takes(self, run):
        ran = run("--json", cases=GOOD.replace("2026-08-31}", ".nan, last_day: .inf}"))
        told = json.loads(ran.output, parse_constant=pytest.fail)
        assert told["cases"][0]["expected"] == {"first_day": "nan", "last_day": "inf"}

    def test_exits_2_where_there_is_no_file(self, tmp_path):
        assert CliRunner().invoke(app, ["run", str(tmp_path / "none.yaml")]).exit_code == 2

    def test_finds_casebooks_in_sub_folders(self, run, tmp_path):
        (tmp_path / "autumn").mkdir()
        (tmp_path / "autumn" / "more.yml").write_text(GOOD)
        assert "2 passed" in run(cases=GOOD).output

    def test_fails_a_case_that_names_a_day_twice(self, run):
        ran = run(cases=TWICE + GOOD)
        assert ran.exit_code == 1
        assert "given.entries.2026-09-01: named twice" in ran.output
        assert "1 passed, 1 failed" in ran.output

    def test_fails_the_one_case_whose_day_is_none(self, run):
        ran = run(cases=GOOD + GOOD.replace("2021-08-31", "2021-02-30"))
        assert ran.exit_code == 1
        assert "given.born: wanted a day" in ran.output

    def test_reads_on_off_and_codes_as_words(self, run):
        case = "- name: Norway\n  rule: attendance_codes.meaning\n  given: {code: N, as_at: 2026-09-07}\n  expect: {in_force: true}\n"
        assert run(cases=case).exit_code == 0

    def test_prints_json(self, run):
        ran = run("--json", cases=GOOD + DIFFERS.replace("school_age.compulsory", "no.rule"))
        told = json.loads(ran.output)
        assert (told["passed"], told["failed"]) == (1, 1)
        good, bad = told["cases"]
        assert set(good) == {"file", "name", "rule", "passed", "expected", "found", "citations", "error"}
        assert good["found"]["first_day"] == "2026-08-31"
        assert good["error"] is None
        assert any("section 8" in cited for cited in good["citations"])
        assert bad["found"] is None
        assert "no.rule" in bad["error"]


class TestRules:
    def test_are_listed_with_their_fields_and_citations(self):
        told = json.loads(CliRunner().invoke(app, ["rules", "--json"]).output)
        threshold = next(one for one in told if one["rule"] == "penalty_notices.threshold")
        assert set(threshold["given"]) == {"calendar", "entries", "fill", "as_at"}
        assert set(threshold["found"]) == {"met", "first_met_on", "sessions", "unresolved"}
        assert threshold["citations"]

    def test_are_listed_in_words(self):
        assert "penalty_notices.threshold" in CliRunner().invoke(app, ["rules"]).output
