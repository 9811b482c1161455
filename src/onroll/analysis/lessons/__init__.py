"""Patterns of lessons, where lessons are kept: by subject, day of the week, period.

A mark in a lesson never stands for the register's session (onroll.law.after_the_mark), and the flat tables of `onroll analyse` hold sessions alone: so these
are functions on rows of the reader's own, and nothing of them is added to a figure of attendance.
"""

from onroll.analysis.lessons.behind import MarkBehind, Why, marks_behind
from onroll.analysis.lessons.marks import LessonMark, SessionKey
from onroll.analysis.lessons.patterns import By, LessonPattern, LessonPatterns, SetAside, lesson_patterns

__all__ = [
    "By",
    "LessonMark",
    "LessonPattern",
    "LessonPatterns",
    "MarkBehind",
    "SessionKey",
    "SetAside",
    "Why",
    "lesson_patterns",
    "marks_behind",
]
