"""What stands over a bar: as much of its label as there is room for, on a phone and on a wide screen."""

from onroll.analysis.report.bar_chart import Bar, bar_chart
from onroll.analysis.report.figures import Figure

LONG = "White and Black Caribbean, Social, emotional and mental health"


def _drawn(label: str) -> str:
    return bar_chart("by-need", "Absence", "Absence by need", [Bar(label, (Figure(1, 10, 20),))]).text


def test_a_short_label_is_drawn_once():
    assert _drawn("Year 7").count("Year 7</text>") == 1
    assert "alone" not in _drawn("Year 7")


def test_a_label_too_long_for_a_phone_is_drawn_whole_where_there_is_room():
    assert f"{LONG}</text>" in _drawn(LONG)
    assert "White and Black Caribbean, Social,…</text>" in _drawn(LONG)


def test_a_label_too_long_for_any_screen_is_cut_and_named_whole_by_its_title():
    label = f"{LONG}, {LONG}"
    assert f"<title>{label}</title>" in _drawn(label)
    assert f"{label}</text>" not in _drawn(label)
