"""Which sessions a school held.

- Where a calendar speaks, its word is taken. A session that it lists is held where a row says `school`, and not where all
  its rows say something else. A session that it does not list, between the first and the last day it lists for the
  school, is not held; but a calendar that lists days off alone says nothing of other days.
- Elsewhere a session is held where at least one of the school's pupils has a row that is not blank, `#`, `Z` or `Y4`,
  whatever else is wrong with that row.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from onroll.analysis.reference.rows import CalendarDay, Entry
from onroll.law import SchoolCalendar, Session, Span

SCHOOL = "school"
# The codes that say there was no session, or none for this pupil yet.
SAYS_NO_SESSION = frozenset({"#", "Z", "Y4"})


class SaidByCalendar:
    """What the table `calendar` says of each school's sessions."""

    def __init__(self, rows: Iterable[CalendarDay]) -> None:
        """Read the rows. Of two that disagree about a session, `school` is believed."""
        self.held: dict[str, set[tuple[date, Session]]] = defaultdict(set)
        self._listed: dict[str, set[tuple[date, Session]]] = defaultdict(set)
        for row in rows:
            self._listed[row.school].add((row.date, row.session))
            if row.kind == SCHOOL:
                self.held[row.school].add((row.date, row.session))
        self._lists_school = {
            school: Span(min(listed)[0], max(listed)[0])
            for school, listed in self._listed.items()
            if school in self.held
        }

    def says_held(self, school: str, on: date, session: Session) -> bool | None:
        """Answer whether a session was held, None where the calendar does not speak of it."""
        if (on, session) in self._listed.get(school, ()):
            return (on, session) in self.held.get(school, ())
        span = self._lists_school.get(school)
        return None if span is None or on not in span else False


def sessions_held(
    entries: Iterable[Entry], calendar: SaidByCalendar, *, on: date
) -> dict[str, SchoolCalendar]:
    """Answer the calendar of each school up to a day: what its own says, and what the entries show."""
    held = {
        school: {(day, session) for day, session in sessions if day <= on}
        for school, sessions in calendar.held.items()
    }
    for entry in entries:
        code = entry.code.strip()
        if not code or code in SAYS_NO_SESSION:
            continue
        if calendar.says_held(entry.school, entry.date, entry.session) is None:
            held.setdefault(entry.school, set()).add((entry.date, entry.session))
    return {school: SchoolCalendar.from_sessions(sessions) for school, sessions in held.items()}
