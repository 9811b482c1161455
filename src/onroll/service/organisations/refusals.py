"""Why a calendar, group or school is not changed: each message may be shown to whoever asked, as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onroll.law.citation import Citation
from onroll.law.faults import Fault
from onroll.law.plain_words import counted, day_in_words, listed


class OrganisationRefusal(Exception):
    """Something that is not done; the message says what is wrong, why and what to do."""

    citations: tuple[Citation, ...] = ()


class SchoolRefused(OrganisationRefusal):
    """A school is described in a way that cannot be right."""


class GroupRefused(OrganisationRefusal):
    """A registration group cannot be made, renamed or ended so."""


class CalendarRefused(OrganisationRefusal):
    """A change to a calendar that contradicts itself."""


class SessionTimesRefused(OrganisationRefusal):
    """Session times that no register may run by. `faults` holds each, cited."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        self.citations = tuple(dict.fromkeys(fault.citation for fault in faults))
        super().__init__(" ".join(fault.message for fault in faults))


class NoSessionTimes(OrganisationRefusal):
    """A school without session times cannot hold sessions: a register has to open and close at some time."""

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            f"The school has no session times on {day_in_words(day)}, so nobody could say when its registers "
            "open and close. Set the session times from that day or earlier, then change the calendar."
        )


class SessionsHaveEntries(OrganisationRefusal):
    """Sessions that pupils already have entries for stay in the calendar as they were."""

    def __init__(self, sessions: Iterable[tuple[dt.date, str]]) -> None:
        self.sessions = tuple(sorted(sessions))
        days = tuple(dict.fromkeys(day for day, _ in self.sessions))
        named = listed([day_in_words(day) for day in days[:5]], "and")
        more = f", and {counted(len(days) - 5, 'more day')}" if len(days) > 5 else ""
        super().__init__(
            f"Pupils have attendance entries on {named}{more}. Entries are never taken away, so these sessions "
            "cannot leave the calendar or move to other times. If the school closed, record a closure: "
            "it keeps the marks already made and enters the rest."
        )


class ChangedSince(OrganisationRefusal):
    """A change cannot be undone once later changes stand on it."""

    def __init__(self, days: Sequence[dt.date]) -> None:
        super().__init__(
            f"The calendar of {day_in_words(days[0])} has been changed again since, so undoing this would undo "
            "that too. Undo the later change first, or change the days yourself."
        )


class AlreadyUndone(OrganisationRefusal):
    """A change is undone once."""

    def __init__(self) -> None:
        super().__init__("This change was undone already. To have it back, undo the undoing.")


class NoTemplateForYear(OrganisationRefusal):
    """The authority has no term dates for an academic year."""

    def __init__(self, year: str) -> None:
        super().__init__(
            f"The authority has no term dates for {year} yet. Load its CSV file of term dates, "
            "or add the school's own days to the calendar."
        )


class TermDatesRefused(OrganisationRefusal):
    """A file or list of term dates with faults; `faults` names each line, what is wrong and the cure."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults[:5]))
