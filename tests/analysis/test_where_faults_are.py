"""Faults and missing sessions, each with its place."""

from datetime import date

from onroll.analysis.reference import gather, quality
from tests.analysis.drawing import drawn_entries


class TestQuality:
    def test_locates_every_fault_and_every_missing_session_of_the_period(self):
        entries = drawn_entries(r"""
                  | Fri 5 Sep | Mon 8 Sep | Tue 9 Sep  |
                  |  AM  PM   |  AM  PM   |  AM   PM   |
            Bilal |  ZZ  \    |  /   \    |  /    \    |
            Amina |  /   \    |  ZZ  /    |  I+O+C H    |
        """)
        found = [
            (one.kind, one.pupil, one.date.day, one.session.value, one.code)
            for one in quality(gather(entries, first_day=date(2025, 9, 8)))
        ]
        assert found == [
            ("duplicate", "Amina", 9, "AM", "C"),
            ("duplicate", "Amina", 9, "AM", "O"),
            ("impossible", "Amina", 8, "PM", "/"),
            ("missing", "Amina", 8, "AM", None),
            ("missing", "Amina", 8, "PM", None),
            ("missing", "Amina", 9, "AM", None),
            ("not_in_force", "Amina", 9, "PM", "H"),
            ("unknown_code", "Amina", 8, "AM", "ZZ"),
        ]
