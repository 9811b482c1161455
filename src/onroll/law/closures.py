"""Closing a school, or a part of it: which codes the closure may enter."""

from datetime import date

from onroll.law.attendance_codes import code_on
from onroll.law.code_meaning import CodeMeaning
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import day_in_words, listed
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

UNPLANNED = PUPIL_REGISTRATION_2024.unconfirmed(
    "10(3)", "That a closure may be of code Y6 follows from its name; the exact conditions were not read."
)
WHOLE_OR_PART = PUPIL_REGISTRATION_2024.at(
    "10(3)",
    note="Table 3. That Y4 is of the whole school and Y3 of those whom a part of it cannot take in is as a council restates it.",
)
PLANNED = WORKING_TOGETHER_2024.at("chapter 8, code #")
NOT_FOR_GROUPS = WORKING_TOGETHER_2024.at(
    "chapter 8, codes # and Y7",
    note="As a council passes on the department's advice: # is no longer for a staggered start, whose pupils have Y7 and the reason.",
)

CODE_OF_PLANNED_CLOSURE = Dated(
    "Code for a session that the whole school does not hold, as it planned",
    steps=[From(_FROM_2024, "#", PLANNED)],
    reviewed_on=date(2026, 11, 27),
)
CODE_OF_GROUPS_NOT_DUE = Dated(
    "Code for groups that a school planned not to take in while it meets, as at a staggered start",
    steps=[From(_FROM_2024, "Y7", NOT_FOR_GROUPS)],
    reviewed_on=date(2026, 11, 28),
)
CODES_OF_UNPLANNED_CLOSURE = Dated[tuple[str, ...]](
    "Codes that an unplanned closure of the whole or part of a school may enter",
    steps=[From(_FROM_2024, ("Y4", "Y3", "Y1", "Y2", "Y6"), UNPLANNED)],
    reviewed_on=date(2026, 11, 27),
)
CODE_OF_WHOLE_CLOSURE = Dated(
    "Code for a whole school that is closed when it was to be open",
    steps=[From(_FROM_2024, "Y4", WHOLE_OR_PART)],
    reviewed_on=date(2026, 11, 27),
)
CODE_OF_PART_CLOSURE = Dated(
    "Code for a part of the premises that is closed, with no room in the rest",
    steps=[From(_FROM_2024, "Y3", WHOLE_OR_PART)],
    reviewed_on=date(2026, 11, 27),
)


def codes_of_closure(on: date) -> tuple[CodeMeaning, ...]:
    """Answer the codes a closure may enter on a day, the likeliest first, the planned last; none before 2024."""
    planned = (CODE_OF_GROUPS_NOT_DUE.find(on), CODE_OF_PLANNED_CLOSURE.find(on))
    return tuple(
        code_on(code, on) for code in (*(CODES_OF_UNPLANNED_CLOSURE.find(on) or ()), *filter(None, planned))
    )


def is_planned_closure(code: str, on: date) -> bool:
    """Answer whether a code says that the school planned not to meet."""
    return code == CODE_OF_PLANNED_CLOSURE.find(on)


def is_of_a_planned_closure(code: str, on: date) -> bool:
    """Answer whether a closure that enters a code was planned: of the whole school, or of groups while the others came."""
    return is_planned_closure(code, on) or code == CODE_OF_GROUPS_NOT_DUE.find(on)


@rule(
    "registers.closure",
    title="Which code a closure of a school may enter",
    says=(
        "A planned closure of the whole school is entered as #; groups that were not to come in while others were, as at a "
        "staggered start, have Y7 and the reason. Y4 is for an unexpected closure of the whole school, and Y3 for a part of "
        "it that cannot be used; neither is entered for the other. No closure enters a code that says something else."
    ),
    first_day=_FROM_2024,
    cites=(UNPLANNED, WHOLE_OR_PART, PLANNED, NOT_FOR_GROUPS),
)
def faults_of_closure(code: str, *, is_planned: bool, of_whole_school: bool, on: date) -> tuple[Fault, ...]:
    """Find what is wrong with the code of a closure: none of a closure's, or one that says something else.

    # is for the whole school as planned and Y7 for groups as planned, Y4 for the whole school, and Y3 for a part of the
    premises with no room in the rest.
    """
    known = [meaning.code for meaning in codes_of_closure(on)]
    if code not in known:
        choice = f"Choose {listed(known)}." if known else "Enter what happened pupil by pupil."
        return (
            Fault(
                "code_not_of_a_closure",
                f"Code {code} does not say that a school was closed on {day_in_words(on)}. {choice}",
                UNPLANNED,
            ),
        )
    if is_planned != is_of_a_planned_closure(code, on):
        return (_of_planning(code, is_planned),)
    if is_planned and of_whole_school != is_planned_closure(code, on):
        return (_of_groups_planned(code, of_whole_school),)
    if of_whole_school and code == CODE_OF_PART_CLOSURE.find(on):
        return (_of_a_part(code),)
    if not of_whole_school and code == CODE_OF_WHOLE_CLOSURE.find(on):
        return (_of_the_whole(code),)
    return ()


def _of_planning(code: str, is_planned: bool) -> Fault:
    if is_planned:
        return Fault(
            "planned_closure_wants_its_code",
            f"Code {code} is for a closure that nobody planned. Use {CODE_OF_PLANNED_CLOSURE.newest.value} for a "
            f"planned one of the whole school, {CODE_OF_GROUPS_NOT_DUE.newest.value} for one of some groups.",
            PLANNED,
        )
    return Fault(
        "closure_was_not_planned",
        f"Code {code} is for a planned closure. Use {listed(CODES_OF_UNPLANNED_CLOSURE.newest.value)} for one that "
        "nobody planned.",
        PLANNED,
    )


def _of_groups_planned(code: str, of_whole_school: bool) -> Fault:
    if of_whole_school:
        return Fault(
            "planned_closure_of_the_whole",
            f"Code {code} is for groups that were not to come in while others were, and this closes the whole school. "
            f"Choose those groups, or choose {CODE_OF_PLANNED_CLOSURE.newest.value}.",
            NOT_FOR_GROUPS,
        )
    return Fault(
        "planned_closure_of_groups",
        f"Code {code} is for the whole school, and this closes some of its groups. "
        f"Choose no groups, or choose {CODE_OF_GROUPS_NOT_DUE.newest.value}, as for a staggered start, and say why.",
        NOT_FOR_GROUPS,
    )


def _of_a_part(code: str) -> Fault:
    return Fault(
        "closure_of_a_part",
        f"Code {code} says that a part of the school is closed, and this closes the whole of it. "
        f"Choose the groups that cannot be taken in, or choose {CODE_OF_WHOLE_CLOSURE.newest.value}.",
        WHOLE_OR_PART,
    )


def _of_the_whole(code: str) -> Fault:
    return Fault(
        "closure_of_the_whole",
        f"Code {code} says that the whole school is closed, and this closes some of its groups. "
        f"Choose no groups, or choose {CODE_OF_PART_CLOSURE.newest.value}.",
        WHOLE_OR_PART,
    )
