"""People who amend far more than the others who do."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from onroll.law.amendments import AMENDMENT
from onroll.law.attendance_codes import UnknownCode, class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.law.plain_words import counted
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import AmendmentFacts

#: Somebody stands out who made this many, and this many times what is usual among the others.
FEWEST = 20
TIMES_THE_OTHERS = 3
FEWEST_OTHERS = 2


def amendments_by_person(facts: CheckFacts) -> list[CheckFinding]:
    """Find each person who amended at least three times as many entries as the others usually did.

    Amending code N is how absences are explained, and an amendment that leaves the session counting as before (an
    illness that was an appointment) makes no register look better: neither is counted. One or two people have no
    others to be compared with.
    """
    by_person: dict[tuple[int | None, str], list[AmendmentFacts]] = defaultdict(list)
    for one in facts.amendments:
        if _class_of(one.original, one) == _class_of(one.amended, one):
            continue
        by_person[one.made_by_id, one.made_by].append(one)
    return [
        _finding(person[1], mine, usual)
        for person, mine in sorted(by_person.items(), key=lambda item: -len(item[1]))
        if len(mine) >= FEWEST
        and len(others := [len(made) for who, made in by_person.items() if who != person]) >= FEWEST_OTHERS
        and len(mine) >= TIMES_THE_OTHERS * (usual := median(others))
    ]


def _finding(name: str, made: list[AmendmentFacts], usual: float) -> CheckFinding:
    to_present = sum(1 for one in made if _absent(one.original, one) and not _absent(one.amended, one))
    return CheckFinding(
        "amendments_by_person",
        Severity.LOOK,
        f"{name} amended {counted(len(made), 'entry', 'entries')} so that they count otherwise, after their registers had "
        f"closed; the others who amend made about {usual:g} each. {to_present} turned an absence into attendance.",
        "Most people's amendments are few. So many by one may be a job they were given, or registers being improved.",
        "Read their reasons with them.",
        AMENDMENT,
        count=len(made),
    )


def _absent(code: str, one: AmendmentFacts) -> bool:
    found = _class_of(code, one)
    return found is not None and found.is_absence


def _class_of(code: str, one: AmendmentFacts) -> StatisticalClass | None:
    try:
        return class_for_counting(code, one.date)
    except UnknownCode:
        return None
