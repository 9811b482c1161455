"""What is behind a figure: the pupils it counts, and the entries of each, counted or not and why."""

from onroll.analysis.behind.asked import Asked
from onroll.analysis.behind.entries import EntryBehind, Why, entries_behind
from onroll.analysis.behind.pupils import PupilBehind, pupils_behind

__all__ = ["Asked", "EntryBehind", "PupilBehind", "Why", "entries_behind", "pupils_behind"]
