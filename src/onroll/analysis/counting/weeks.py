"""Weeks as the bits of whole numbers: w0 holds the first sixty weeks looked at, w1 the next."""

from onroll.analysis.counting.scope import WEEKS_A_NUMBER, Scope
from onroll.analysis.engine import Engine


def week(engine: Engine, scope: Scope, day: str) -> str:
    """Spell the number of a day's week, from 0 for the first looked at."""
    return f"({engine.weeks(day)} - {scope.first_week})"


def gathered(engine: Engine, scope: Scope, day: str = "date", *, where: str = "", called: str = "w") -> str:
    """Spell the columns that gather a group's weeks, `w0, w1, …`; only of rows `where` holds."""
    return of_numbers(engine, scope, week(engine, scope, day), where=where, called=called)


def of_numbers(engine: Engine, scope: Scope, number: str, *, where: str = "", called: str = "w") -> str:
    """Spell the same from the numbers of weeks."""
    return ", ".join(
        f"bit_or({_bit(engine, scope, number, index, where)}) AS {called}{index}"
        for index in range(scope.week_numbers)
    )


def columns(scope: Scope, called: str = "w", *, of: str = "") -> list[str]:
    """Answer the names of the columns that hold weeks."""
    prefix = f"{of}." if of else ""
    return [f"{prefix}{called}{number}" for number in range(scope.week_numbers)]


def counted(scope: Scope, *, called: str = "w", of: str = "", also: str = "") -> str:
    """Spell how many weeks are held; with `also`, those held there too."""
    prefix = f"{also}." if also else ""
    return " + ".join(
        f"bit_count({name} & {prefix}{called}{number})" if also else f"bit_count({name})"
        for number, name in enumerate(columns(scope, called, of=of))
    )


def place(engine: Engine, scope: Scope, number: str, *, of: str) -> str:
    """Spell the place of a week, by its number, among the weeks held: 1 for the first, and so on."""
    return " + ".join(
        f"bit_count({name} & {_up_to(engine, number, index)})"
        for index, name in enumerate(columns(scope, of=of))
    )


def holds(engine: Engine, scope: Scope, number: str, *, of: str) -> str:
    """Spell whether a week, by its number, is among those held."""
    tests = (
        f"({_in(number, index)} AND ({name} & {_power(engine, number, index)}) <> 0)"
        for index, name in enumerate(columns(scope, of=of))
    )
    return f"({' OR '.join(tests)})"


def _bit(engine: Engine, scope: Scope, number: str, index: int, where: str) -> str:
    tests = [where] if where else []
    if scope.week_numbers > 1:
        tests.append(_in(number, index))
    power = engine.power_of_two(f"{number} - {index * WEEKS_A_NUMBER}" if index else number)
    return f"CASE WHEN {' AND '.join(tests)} THEN {power} ELSE CAST(0 AS BIGINT) END" if tests else power


def _in(number: str, index: int) -> str:
    return f"({number} >= {index * WEEKS_A_NUMBER} AND {number} < {(index + 1) * WEEKS_A_NUMBER})"


def _power(engine: Engine, number: str, index: int) -> str:
    """Spell the bit of a week within one number, kept in range for weeks of another."""
    within = f"least(greatest({number} - {index * WEEKS_A_NUMBER}, 0), {WEEKS_A_NUMBER})"
    return engine.power_of_two(within)


def _up_to(engine: Engine, number: str, index: int) -> str:
    within = f"least(greatest({number} - {index * WEEKS_A_NUMBER} + 1, 0), {WEEKS_A_NUMBER})"
    return f"({engine.power_of_two(within)} - 1)"
