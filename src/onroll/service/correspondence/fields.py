"""What a wording may name in braces, and which of it is too much for a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what stands there, an example, and the longest that is likely."""

    name: str
    says: str
    example: str
    longest: str = ""
    #: Handed in by whoever asks for the message; the others are known of the pupil, the school and the sender.
    is_given: bool = False
    #: A reason, a figure, a marker or an enquiry: never in a text, and elsewhere only where the template may say it.
    is_sensitive: bool = False


_ALL = (
    Field("pupil", "The pupil’s first name", "Amina", "Christopher-James"),
    Field("pupil_in_full", "The pupil’s whole name", "Amina Begum", "Christopher-James Featherstonehaugh"),
    Field("recipient", "Whom it is to, as they are addressed", "Mrs Begum", "Mrs Featherstonehaugh"),
    Field("school", "The school’s name", "Broadmere Primary School", "St Thomas of Canterbury Catholic Academy"),
    Field("telephone", "The school’s telephone", "01632 960100", "01632 960100 extension 4"),
    Field("sender", "Who sends it, and in what role", "Mrs A. Example, Attendance officer"),
    Field("day", "The day it is about", "Friday 27 November", "Wednesday 30 September"),
    Field("date", "The day it is about, in figures", "27/11/2026"),
    Field("session", "Which session", "this morning", "this afternoon", is_given=True),
    Field("times", "How many times", "6 times", is_given=True, is_sensitive=True),
    Field("minutes", "How long, together", "1 hour and 25 minutes", is_given=True, is_sensitive=True),
    Field("lessons", "What that comes to, in lessons", "about a school day’s lessons", "about three quarters of a school day’s lessons", is_given=True, is_sensitive=True),
    Field("since", "From which day", "2 November", is_given=True),
    Field("reason", "Why the pupil is away", "a cold", is_given=True, is_sensitive=True),
    Field("medical", "What a medical note says", "a broken wrist", is_given=True, is_sensitive=True),
    Field("marker", "Who works with the pupil", "a social worker", is_given=True, is_sensitive=True),
    Field("attendance", "The pupil’s attendance", "91.2%", is_given=True, is_sensitive=True),
    Field("tried", "What was tried to find out", "Two calls, at 9:10am and 9:40am", is_given=True, is_sensitive=True),
    Field("seen", "Whether anybody has seen the pupil", "Not that we know of", is_given=True, is_sensitive=True),
    Field("duties", "What is due, in numbers", "Blank entries: 2, by Monday 30 November 2026", is_given=True),
    Field("seen_at", "Where what is due is seen", "https://onroll.example.org", is_given=True),
    Field("guest_day", "How a guest attended today", "Morning: Present. Afternoon: Illness", "Morning: Late before register closed. Afternoon: Absent in other or unknown circumstances", is_given=True, is_sensitive=True),
    Field("link", "Where to say that it was read", "https://onroll.example.org/notices/…", is_given=True),
    Field("account_link", "The link that shows that an address is theirs", "https://onroll.example.org/sign-in/address/…", is_given=True),
    Field("account_address", "The address by which a parent signs in", "a.begum@example.org", is_given=True),
    Field("account_ended_on", "On which day a school took the second step off", "27/11/2026", is_given=True),
    Field("leave_days", "The days of leave", "the days from 7 December 2026 to 11 December 2026", is_given=True),
    Field("refused_days", "The days that are refused", "the days from 14 December 2026 to 15 December 2026", is_given=True),
    Field("back_on", "The day the pupil is back", "Monday 14 December 2026", is_given=True),
    Field("excluded_days", "How long a suspension is", "5 school days, from 7 December 2026 to 11 December 2026", is_given=True),
    Field("excluded_from", "From which day a pupil is excluded", "Monday 7 December 2026", is_given=True),
    Field("excluded_because", "Why a pupil is suspended or excluded", "Fighting in the yard.", is_given=True, is_sensitive=True),
    Field("excluded_education", "What work is set, and what education follows from the sixth school day", "We will set work for these days.", "We will set work for the first five school days. From Monday 14 December 2026 this is the full-time education: Tuition at the library", is_given=True, is_sensitive=True),
    Field("public_place_days", "The days a parent keeps the child out of public places", "7 December 2026 and 8 December 2026", is_given=True),
    Field("considered_by", "By when the governing board meets about it", "within 15 school days, by Friday 8 January 2027", is_given=True),
    Field("excluded_what", "That a pupil is suspended, excluded or neither any longer", "The suspension of 7 December 2026 is cancelled.", "The pupil is suspended from school for 5 school days, from 7 December 2026 to 11 December 2026. Other full-time education is due from Monday 14 December 2026, by the local authority.", is_given=True, is_sensitive=True),
    Field("cancelled_because", "Why a suspension or exclusion is cancelled", "It was another pupil.", is_given=True, is_sensitive=True),
    Field("decision_reasons", "Why it was decided so", "The days are in the week of tests.", is_given=True, is_sensitive=True),
    Field("pupil_address", "The pupil’s address", "4 Mill Lane, AB1 2CD", is_given=True, is_sensitive=True),
    Field("sickness_days", "The days at which a sickness return is due", "15 school days", is_given=True, is_sensitive=True),
    Field("timetable_days", "The days of a part-time timetable", "30 November 2026 to 18 December 2026", is_given=True),
    Field("timetable_ends", "The day a part-time timetable ends", "18 December 2026", is_given=True),
    Field("sessions_in", "The sessions in school", "every morning", is_given=True, is_sensitive=True),
    Field("sessions_out", "The sessions not in school", "every afternoon", is_given=True, is_sensitive=True),
    Field("responsible", "Who is responsible in the hours out of school", "Her mother, at home.", is_given=True, is_sensitive=True),
    Field("review_on", "The day it is looked at again", "11 December 2026", is_given=True),
    Field("lead", "Who at the school leads on it", "Mr B. Example", is_given=True),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}


def examples() -> dict[str, str]:
    """Return an example of every field, for previews."""
    return {field.name: field.example for field in _ALL}


def longest() -> dict[str, str]:
    """Return the longest likely value of every field, for what must fit."""
    return {field.name: field.longest or field.example for field in _ALL}
