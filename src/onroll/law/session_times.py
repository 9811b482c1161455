"""The times of a school day: its sessions, and how long their registers are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from onroll.law.faults import Fault
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, time_in_words
from onroll.law.registers import faults_of_register_times, minutes_between
from onroll.law.rules import rule
from onroll.law.school_time import Session

TAKEN_AT_THE_BEGINNING = PUPIL_REGISTRATION_2024.at("10(1)")
SAME_LENGTH = WORKING_TOGETHER_2024.unconfirmed(
    "chapter 8",
    "That the register is open for the same length of time every session is confirmed; the paragraph is not.",
)

_HALF = {Session.AM: "morning", Session.PM: "afternoon"}


@dataclass(frozen=True, slots=True)
class TimesOfSession:
    """When a session starts and ends and its register is open: London wall times."""

    session: Session
    starts_at: time
    register_opens_at: time
    register_closes_at: time
    ends_at: time

    @property
    def minutes_open(self) -> int:
        """How long the register is open."""
        return minutes_between(self.register_opens_at, self.register_closes_at)


@rule(
    "registers.session_times",
    title="What the times of sessions and their registers must be",
    says=(
        "The register is taken at the beginning of the morning session and once in the afternoon. It opens "
        "within its session, closes after it opens, and stays open for at most thirty minutes, for the same "
        "time at every session."
    ),
    first_day=date(2024, 8, 19),
    cites=(TAKEN_AT_THE_BEGINNING, SAME_LENGTH),
)
def faults_of_session_times(times: Sequence[TimesOfSession], *, on: date) -> tuple[Fault, ...]:
    """Find what is wrong with the times of a day's sessions; nothing is an empty tuple."""
    ordered = sorted(times, key=lambda one: one.session)
    faults = [fault for one in ordered for fault in _faults_of_one(one, on)]
    return tuple(faults + _faults_together(ordered))


def _faults_of_one(one: TimesOfSession, on: date) -> list[Fault]:
    faults = []
    if one.ends_at <= one.starts_at:
        faults.append(
            Fault(
                "session_ends_before_it_starts",
                f"The {_HALF[one.session]} session cannot end at {time_in_words(one.ends_at)}, when it starts at "
                f"{time_in_words(one.starts_at)}. Give an end after the start.",
                TAKEN_AT_THE_BEGINNING,
            )
        )
    if one.register_opens_at == one.register_closes_at:
        faults.append(
            Fault(
                "register_never_open",
                f"The {_HALF[one.session]} register opens and closes at {time_in_words(one.register_opens_at)}. "
                "Give a closing time after the opening time.",
                TAKEN_AT_THE_BEGINNING,
            )
        )
    if one.register_opens_at < one.starts_at:
        faults.append(
            Fault(
                "register_opens_before_session",
                f"The {_HALF[one.session]} register opens at {time_in_words(one.register_opens_at)}, before the "
                f"session starts at {time_in_words(one.starts_at)}. Open it when the session starts, or later.",
                TAKEN_AT_THE_BEGINNING,
            )
        )
    if one.register_closes_at > one.ends_at:
        faults.append(
            Fault(
                "register_closes_after_session",
                f"The {_HALF[one.session]} register closes at {time_in_words(one.register_closes_at)}, after the "
                f"session ends at {time_in_words(one.ends_at)}. Close it sooner.",
                TAKEN_AT_THE_BEGINNING,
            )
        )
    return faults + list(faults_of_register_times(one.register_opens_at, one.register_closes_at, on=on))


def _faults_together(ordered: Sequence[TimesOfSession]) -> list[Fault]:
    faults = []
    for earlier, later in pairwise(ordered):
        if later.starts_at < earlier.ends_at:
            faults.append(
                Fault(
                    "sessions_overlap",
                    f"The {_HALF[later.session]} session starts at {time_in_words(later.starts_at)}, before the "
                    f"{_HALF[earlier.session]} session ends at {time_in_words(earlier.ends_at)}. Start it later.",
                    TAKEN_AT_THE_BEGINNING,
                )
            )
        if earlier.minutes_open != later.minutes_open:
            faults.append(
                Fault(
                    "registers_open_for_different_lengths",
                    f"The {_HALF[earlier.session]} register is open for "
                    f"{counted(earlier.minutes_open, 'minute')} and the {_HALF[later.session]} register "
                    f"for {counted(later.minutes_open, 'minute')}. Give every session the same length.",
                    SAME_LENGTH,
                )
            )
    return faults
