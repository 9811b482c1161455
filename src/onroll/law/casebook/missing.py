"""Cases of pupils who have gone."""

from onroll.law.casebook.registry import Answer, Given, case_rule, needed
from onroll.law.casebook.shapes import YES_NO, one_of
from onroll.law.missing_education import Enquiries, Risk, next_step


@case_rule(
    "missing_education.next_step",
    given={
        "known_destination": needed(YES_NO),
        "written_home_education_notice": needed(YES_NO),
        "enquiries": needed(one_of(*Enquiries)),
        "risk": needed(one_of(*Risk)),
    },
    found={
        "step": "deletion_return, refer_now, school_enquiries, joint_enquiries or decide_ground: the first that fits",
        "deadline_hours": "for refer_now; else null",
        "deadline_school_days": "for school_enquiries and joint_enquiries; else null",
    },
    notes=("Local practice, dated as such.",),
)
def _next_step(given: Given) -> Answer:
    found = next_step(
        known_destination=given["known_destination"],
        written_home_education_notice=given["written_home_education_notice"],
        enquiries=Enquiries(given["enquiries"]),
        risk=Risk(given["risk"]),
    )
    return Answer(
        {
            "step": found.step.value,
            "deadline_hours": found.deadline_hours,
            "deadline_school_days": found.deadline_school_days,
        },
        found.citations,
    )
