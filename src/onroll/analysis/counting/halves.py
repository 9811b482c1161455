"""The fourteen halves of a week, Monday morning to Sunday afternoon, as the bits of a whole number."""

from onroll.analysis.engine import Engine


def weekday(engine: Engine, day: str) -> str:
    """Spell the day of the week of a date, from 0 for Monday; no mark is older than the first Monday, of 1970."""
    return f"({engine.days(day)} % 7)"


def half_day(engine: Engine, day: str, session: str) -> str:
    """Spell the bit of a session."""
    return engine.power_of_two(f"{weekday(engine, day)} * 2 + CASE WHEN {session} = 'PM' THEN 1 ELSE 0 END")


def bits(*, day: int | None = None, session: str | None = None) -> int:
    """Answer the bits of a day of the week (0 for Monday), of a session, or of both."""
    return sum(
        1 << (number * 2 + half)
        for number in range(7)
        for half, name in enumerate(("AM", "PM"))
        if day in (None, number) and session in (None, name)
    )
