"""Minutes as a parent can picture them: against the lessons of the school's own day."""

from __future__ import annotations

from onroll.law.plain_words import counted, minutes_in_words

#: Words up to so many eighths of a school day. Ours.
_UP_TO = (
    (1, "part of a morning’s lessons"),
    (3, "about a quarter of a school day’s lessons"),
    (5, "about half a school day’s lessons"),
    (7, "about three quarters of a school day’s lessons"),
    (10, "about a school day’s lessons"),
)


def in_lessons(minutes: int, minutes_of_a_day: int) -> str:
    """Write minutes as a share of school days: “about half a school day’s lessons”. Empty where the day's length is not known."""
    if minutes_of_a_day <= 0 or minutes <= 0:
        return ""
    for eighths, words in _UP_TO:
        if 8 * minutes < eighths * minutes_of_a_day:
            return words
    halves = (4 * minutes + minutes_of_a_day) // (2 * minutes_of_a_day)
    whole, half = divmod(halves, 2)
    if half:
        return f"about {whole} and a half school days’ lessons"
    return f"about {counted(whole, 'school day’s lessons', 'school days’ lessons')}"


def with_lessons(minutes: int, minutes_of_a_day: int) -> str:
    """Write minutes with what they come to: “4 hours and 10 minutes, about a school day’s lessons”."""
    share = in_lessons(minutes, minutes_of_a_day)
    return f"{minutes_in_words(minutes)}, {share}" if share else minutes_in_words(minutes)
