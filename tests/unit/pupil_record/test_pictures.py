"""The herringbone, the heat map and the sentence under a figure."""

import datetime as dt

import pytest

from onroll.law.absence_measures import PupilMeasures
from onroll.law.school_time import AcademicYear
from onroll.service.pupil_record.year import year_of_pupil
from onroll.service.web.school.pupils.figures import figures_of, sentence
from onroll.service.web.school.pupils.heat_map import heat_map
from onroll.service.web.school.pupils.herringbone import herringbone

MONDAY = dt.date(2026, 9, 7)
MEANINGS = {"U": "Late, after the register closed"}


def drawn(entries, sessions=None):
    return year_of_pupil(
        AcademicYear.starting_in(2026),
        held=sessions or [(MONDAY, "AM", "school", ""), (MONDAY, "PM", "school", "")],
        entries=entries,
        spells=[(MONDAY, None)],
        born=dt.date(2017, 3, 3),
        today=MONDAY,
        now_time=dt.time(16),
        opens={},
    )


class TestTheHerringbone:
    def test_links_each_session_to_its_history(self):
        picture = herringbone(drawn([(MONDAY, "AM", "U", 12)]), "/entries/", MEANINGS)
        assert 'href="/entries/2026-09-07/am/"' in picture
        assert ">U</text>" in picture
        assert "12 minutes" in picture

    def test_marks_a_session_without_an_entry(self):
        assert ">?</text>" in herringbone(drawn([]), "/entries/", MEANINGS)

    def test_escapes_what_comes_from_the_record(self):
        picture = herringbone(
            drawn([], [(MONDAY, "AM", "inset", "<script>"), (MONDAY, "PM", "school", "")]), "/", MEANINGS
        )
        assert "<script>" not in picture
        assert "&lt;script&gt;" in picture

    def test_is_beside_a_table_and_so_hidden_from_screen_readers(self):
        picture = herringbone(drawn([(MONDAY, "AM", "/", None)]), "/", MEANINGS)
        assert 'aria-hidden="true"' in picture
        assert picture.count("<a ") == picture.count('tabindex="-1"')

    def test_names_each_session_by_its_day_code_meaning_and_minutes(self):
        picture = herringbone(drawn([(MONDAY, "AM", "U", 12)]), "/", MEANINGS)
        assert "<title>Mon 7 Sep AM: U Late, after the register closed, 12 minutes</title>" in picture

    def test_puts_each_session_in_a_cell_of_its_row(self):
        picture = herringbone(drawn([(MONDAY, "AM", "/", None), (MONDAY, "PM", "O", None)]), "/", MEANINGS)
        assert picture.count('role="row"') == 2
        assert '<g role="row" aria-label="Mon PM"><g role="gridcell" aria-colindex="1"><a ' in picture


class TestTheHeatMap:
    def test_writes_the_per_cent_in_each_square(self):
        year = drawn([(MONDAY, "AM", "/", None), (MONDAY, "PM", "O", None)])
        assert ">50%</text>" in heat_map(year.months(), year.heat())


class TestTheSentence:
    @pytest.mark.parametrize(
        ("absent", "possible", "words"),
        [
            (26, 229, "26 of 229 missed is over a tenth"),
            (9, 100, "9 of 100 missed is under a tenth"),
            (10, 100, "10 of 100 missed is exactly a tenth"),
            (50, 100, "50 of 100 missed is exactly half"),
            (51, 100, "51 of 100 missed is over half"),
            (0, 0, "no possible session yet"),
        ],
    )
    def test_says_which_side_of_the_line(self, absent, possible, words):
        assert sentence(PupilMeasures(attended=possible - absent, authorised=absent, unauthorised=0)) == words

    def test_leaves_a_figure_blank_where_nothing_was_possible(self):
        assert figures_of(PupilMeasures(0, 0, 0))[0].number == "–"
