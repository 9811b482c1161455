"""How many sessions have each code on each day, out of the bits of blocks: no row is looked at again for it.

Days three weeks apart are added up in one whole number, each in bits of its own, so that there are a third as many sums.
"""

from onroll.analysis.counting.blocks import DAYS_A_BLOCK
from onroll.analysis.engine import Engine

#: How many days are added up together. Each has bits for two million pupils of a school, and where a school has more, days are added up one by one.
TOGETHER = 3


def by_day(engine: Engine, of: str, *, group: str = "", joined: str = "") -> str:
    """Spell the sessions of a table like `days_by_code`, called x, by school, date, session and code.

    `group` spells what divides them further, as `grp`, from tables that are `joined`.
    """
    together = _together(engine)
    apart = DAYS_A_BLOCK // together
    grouped = (", grp", f", {group} AS grp") if group else ("", "")
    places = _places(engine, together)
    added = "".join(
        f", CAST(sum({engine.divided('x.days', 1 << place)} & {_each(together)}) AS BIGINT) AS at{place}"
        for place in places
    )
    found = " ".join(f"WHEN {place} THEN s.at{place}" for place in places)
    return (
        f"SELECT school{grouped[0]}, date, session, code, sessions FROM (SELECT t.*, {_own(engine, together)} AS sessions FROM ("
        f"SELECT s.school{grouped[0]}, d.date, s.session, s.code, {engine.divided('d.place', apart)} AS lane, "
        f"CASE d.place % {apart} {found} ELSE 0 END AS added FROM ("
        f"SELECT x.school, x.block, x.session, x.code{grouped[1]}{added} FROM {of} x {joined} "
        f"GROUP BY 1, 2, 3, 4{', 5' if group else ''}) AS s JOIN days_of_blocks d ON d.block = s.block"
        ") AS t) AS u WHERE sessions > 0"
    )


def _together(engine: Engine) -> int:
    most = engine.rows("SELECT max(pupils) FROM said")[0][0]
    return TOGETHER if (most or 0) >> DAYS_A_BLOCK // TOGETHER == 0 else 1


def _places(engine: Engine, together: int) -> list[int]:
    """Answer the places of the days that any session is on, of those together the first: there are few on weekends."""
    seen = int(engine.rows("SELECT bit_or(days) FROM said")[0][0] or 0)
    # An engine wants at least one.
    return [place for place in range(DAYS_A_BLOCK // together) if seen & _each(together) << place] or [0]


def _each(together: int) -> int:
    """Answer the first bits of the days that are added up together."""
    return sum(1 << lane * (DAYS_A_BLOCK // together) for lane in range(together))


def _own(engine: Engine, together: int) -> str:
    """Spell what a day has of what was added up together."""
    apart = DAYS_A_BLOCK // together
    whens = " ".join(
        f"WHEN {lane} THEN {engine.divided('t.added', 1 << lane * apart) if lane else 't.added'} & {(1 << apart) - 1}"
        for lane in range(together)
    )
    return f"CASE t.lane {whens} END"
