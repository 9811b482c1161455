"""Every duty the registers give rise to. Add a file, and name it here."""

from __future__ import annotations

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.duties.duty import Duty
from onroll.service.duties.facts import Morning
from onroll.service.duties.rule import (
    Rule,
    as_far_as_blanks,
    as_far_as_checks,
    as_far_as_is_worth_a_look,
    as_far_as_lateness,
    as_far_as_leave,
    as_far_as_parents,
    as_far_as_unexplained,
    as_far_as_what_waits,
)
from onroll.service.duties.standing.blank_entries import blank_entries
from onroll.service.duties.standing.checks_found import checks_found, checks_to_look_into
from onroll.service.duties.standing.details_to_confirm import details_to_confirm
from onroll.service.duties.standing.escalation_waiting import escalation_waiting
from onroll.service.duties.standing.exclusion_steps import exclusion_steps
from onroll.service.duties.standing.guests_to_tell import guests_to_tell
from onroll.service.duties.standing.illness import (
    illness_check_in,
    illness_plan_missing,
    illness_review_due,
    sickness_return_due,
)
from onroll.service.duties.standing.lateness import lateness_concern, lateness_letter, lateness_pattern
from onroll.service.duties.standing.leave_not_back import leave_not_back
from onroll.service.duties.standing.leave_to_decide import leave_to_decide
from onroll.service.duties.standing.message_not_delivered import message_not_delivered
from onroll.service.duties.standing.missing_from_lesson import missing_from_lesson
from onroll.service.duties.standing.nobody_reached import nobody_reached
from onroll.service.duties.standing.notices_to_send import notices_to_send
from onroll.service.duties.standing.part_time_timetables import (
    timetable_ends_soon,
    timetable_over,
    timetable_to_agree,
    timetable_to_copy,
    timetable_to_review,
)
from onroll.service.duties.standing.plans_not_entered import plans_not_entered
from onroll.service.duties.standing.provider_answers import (
    provider_answers_to_accept,
    provider_checks_lapsed,
    provider_not_answered,
)
from onroll.service.duties.standing.question_to_answer import question_to_answer
from onroll.service.duties.standing.reason_not_established import reason_not_established
from onroll.service.duties.standing.receipts_to_chase import receipts_to_chase
from onroll.service.duties.standing.register_not_taken import register_not_taken
from onroll.service.duties.standing.register_part_filled import register_part_filled
from onroll.service.duties.standing.remote_to_review import remote_to_review
from onroll.service.duties.standing.reply_to_read import reply_to_read
from onroll.service.duties.standing.visit_to_make import visit_to_make

RULES: tuple[Rule, ...] = (
    Rule("register_not_taken", "Registers not taken", register_not_taken),
    Rule("register_part_filled", "Registers part done", register_part_filled),
    Rule("notices_to_send", "Same-day notices to send", notices_to_send),
    Rule("receipts_to_chase", "Receipts to ask for", receipts_to_chase, as_far_as_what_waits, may_wait=True, may_set_aside=True),
    Rule("escalation_waiting", "Waiting for the safeguarding lead", escalation_waiting, as_far_as_what_waits),
    Rule("visit_to_make", "Home visits", visit_to_make, as_far_as_what_waits, may_wait=True),
    Rule("nobody_reached", "Nobody reached", nobody_reached),
    Rule("message_not_delivered", "Messages that did not arrive", message_not_delivered, as_far_as_what_waits, may_wait=True, may_set_aside=True),
    Rule("missing_from_lesson", "Missing during the day", missing_from_lesson, only_for=Permission.MISSING_FOLLOW_UP),
    Rule("plans_not_entered", "Planned absences to enter", plans_not_entered),
    Rule("exclusion_steps", "Suspensions and exclusions", exclusion_steps, as_far_as_leave, may_wait=True),
    Rule("provider_not_answered", "No answer from a provider", provider_not_answered),
    Rule("provider_answers_to_accept", "Providers’ answers to accept", provider_answers_to_accept, as_far_as_leave, may_wait=True),
    Rule("provider_checks_lapsed", "Checks of providers", provider_checks_lapsed, as_far_as_leave, may_wait=True),
    Rule("guests_to_tell", "Home schools to tell about guests", guests_to_tell),
    Rule("remote_to_review", "Remote education to look at", remote_to_review, as_far_as_leave, may_wait=True),
    Rule("leave_to_decide", "Leave to decide", leave_to_decide, as_far_as_leave, may_wait=True),
    Rule("leave_not_back", "Not back from leave", leave_not_back, as_far_as_leave, may_wait=True),
    Rule("timetable_to_agree", "Part-time timetables to agree", timetable_to_agree, as_far_as_leave, may_wait=True),
    Rule("timetable_to_copy", "Copies of part-time timetables", timetable_to_copy, as_far_as_leave, may_wait=True),
    Rule("timetable_to_review", "Part-time timetables to review", timetable_to_review, as_far_as_leave, may_wait=True),
    Rule("timetable_ends_soon", "Part-time timetables that end soon", timetable_ends_soon, as_far_as_leave, may_wait=True),
    Rule("timetable_over", "Part-time timetables that are over", timetable_over, as_far_as_leave, may_wait=True),
    Rule("sickness_return", "Sickness returns", sickness_return_due, as_far_as_leave, may_wait=True),
    Rule("illness_plan", "Long illness without a plan", illness_plan_missing, as_far_as_leave, may_wait=True),
    Rule("illness_review", "Medical plans and referrals to review", illness_review_due, as_far_as_leave, may_wait=True),
    Rule("illness_check_in", "Back after illness", illness_check_in, as_far_as_leave, may_wait=True, may_set_aside=True),
    Rule("reason_not_established", "Reasons to establish", reason_not_established, as_far_as_unexplained, may_wait=True),
    Rule("question_to_answer", "Parents’ questions to answer", question_to_answer, as_far_as_parents, may_wait=True),
    Rule("details_to_confirm", "Contact details to confirm", details_to_confirm, as_far_as_parents, may_wait=True),
    Rule("reply_to_read", "Parents’ answers to read", reply_to_read, as_far_as_parents, may_wait=True),
    Rule("blank_entries", "Blank entries", blank_entries, as_far_as_blanks, may_wait=True),
    Rule("lateness_concern", "Concerns about lateness", lateness_concern, as_far_as_lateness, only_for=Permission.ESCALATION_DECIDE),
    Rule("lateness_letter", "Letters about lateness", lateness_letter, as_far_as_lateness, may_wait=True),
    Rule("lateness_pattern", "Patterns of lateness", lateness_pattern, as_far_as_lateness, may_wait=True),
    Rule("checks_found", "What the checks found", checks_found, as_far_as_checks, may_wait=True, may_set_aside=True),
    Rule("checks_to_look_into", "To look into", checks_to_look_into, as_far_as_is_worth_a_look, fades=True, may_wait=True, may_set_aside=True),
)  # fmt: skip
BY_NAME = {rule.name: rule for rule in RULES}


def not_for(scope: Scope, school_id: int) -> list[str]:
    """Return the names of the rules whose duties these roles are not told of."""
    return [
        rule.name
        for rule in RULES
        if rule.only_for is not None and not scope.may(rule.only_for, school_id=school_id)
    ]


def duties_of(morning: Morning) -> list[Duty]:
    """Return every duty of a morning: those for now, then those that can still be met today, then those past."""
    found = [duty for rule in RULES for duty in rule.find(morning)]
    today = morning.now.date()
    return sorted(found, key=lambda duty: (not duty.is_now, duty.due.date() < today, duty.due))
