"""What each ground for deletion asks to be shown, and who could show it."""

from dataclasses import dataclass
from enum import StrEnum

A_PARENT = "a parent"
AUTHORITY = "the local authority"
SCHOOL = "the school"
OTHER_SCHOOL = "the other school"


class Kind(StrEnum):
    """What a fact is: an answer, a day, a number of months or a kind of school."""

    YES_NO = "true, false, or null where it is not known"
    DAY = "a day, or null where it has not happened"
    MONTHS = "a number of months, or null where it is not known"
    SCHOOL_KIND = "maintained, academy or other, or null where it is not known"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to be shown: its name, what it says in words and who could supply it."""

    name: str
    words: str
    who: str
    kind: Kind = Kind.YES_NO
    default: bool | None = None


FACTS = {
    fact.name: fact
    for fact in (
        Fact("registered_elsewhere", "the pupil is registered at another school", OTHER_SCHOOL),
        Fact(
            "school_attendance_order_names_school",
            "a school attendance order naming this school is in force",
            AUTHORITY,
        ),
        Fact("main_school_of_mobile_child", "this is the main school of a mobile child", SCHOOL),
        Fact(
            "dual_registration_agreed",
            "it is agreed that the pupil be registered at both schools",
            "both schools",
        ),
        Fact("nursery_completed", "the pupil has completed nursery education here", SCHOOL),
        Fact(
            "expected_to_attend_again",
            "there are reasonable grounds to believe that the pupil will attend again",
            SCHOOL,
        ),
        Fact("other_schools_consent", "the proprietor of each other school consents", "each other school"),
        Fact(
            "order_amended_to_other_school",
            "the school attendance order now names another school",
            AUTHORITY,
        ),
        Fact(
            "order_revoked_for_other_education",
            "the order was revoked because suitable education is arranged otherwise",
            AUTHORITY,
        ),
        Fact("written_notice_received_on", "a parent gave written notice", A_PARENT, Kind.DAY),
        Fact("education_otherwise_from", "the day named in the notice", A_PARENT, Kind.DAY),
        Fact("as_at", "the day the question is asked", SCHOOL, Kind.DAY),
        Fact("boarder", "the pupil is a boarder", SCHOOL),
        Fact(
            "lives_within_reasonable_distance",
            "the pupil normally lives a reasonable distance from the school",
            A_PARENT,
        ),
        Fact("leave_last_day", "the last day of the leave of absence", SCHOOL, Kind.DAY),
        Fact(
            "sickness_or_unavoidable_cause",
            "there are reasonable grounds to believe that sickness or an unavoidable cause keeps the pupil away",
            "a parent or the school",
        ),
        Fact(
            "joint_enquiries_made",
            "the school and the local authority have jointly made reasonable enquiries",
            "the school and the local authority",
        ),
        Fact(
            "enquiries_made",
            "the school has made reasonable enquiries",
            SCHOOL,
        ),
        Fact(
            "located",
            "where the pupil is, and in what circumstances, was found",
            "the school and the local authority",
        ),
        Fact(
            "both_agree_no_return",
            "the school and the local authority agree that the pupil is not reasonably expected to attend again",
            "the school and the local authority",
        ),
        Fact("sentence_months", "the months of the sentence of detention", AUTHORITY, Kind.MONTHS),
        Fact("died", "the pupil has died", SCHOOL),
        Fact(
            "last_day_of_compulsory_school_age",
            "the last day of compulsory school age",
            SCHOOL,
            Kind.DAY,
        ),
        Fact("school_next_meets", "the day the school next meets", SCHOOL, Kind.DAY),
        Fact(
            "will_not_continue",
            "the pupil or a parent has said that the pupil will not stay on",
            "the pupil or a parent",
        ),
        Fact(
            "meets_sixth_form_entry",
            "the pupil meets the entry requirements of the sixth form",
            SCHOOL,
        ),
        Fact(
            "independent_school",
            "the school is an independent or non-maintained special school, and no academy",
            SCHOOL,
        ),
        Fact("ceased_to_be_pupil", "the pupil has ceased to be a pupil of the school", SCHOOL),
        Fact("permanently_excluded", "the pupil has been permanently excluded", SCHOOL),
        Fact("exclusion_final", "the exclusion has taken final effect", "the governing board"),
        Fact(
            "charges_unpaid_at_term_end",
            "charges for board and lodging were unpaid at the end of their term",
            SCHOOL,
        ),
        Fact("school_kind", "the kind of school", SCHOOL, Kind.SCHOOL_KIND),
        Fact("moving_to_reception", "the pupil is moving to reception or higher here", SCHOOL),
        Fact("of_compulsory_school_age", "the pupil is of compulsory school age", SCHOOL, default=True),
        Fact(
            "placed_by_authority_in_special_school",
            "the pupil came to this special school under a local authority's arrangements",
            AUTHORITY,
            default=False,
        ),
        Fact("authority_consents", "that local authority consents", AUTHORITY, default=False),
    )
}

EVERY_GROUND = ("of_compulsory_school_age", "placed_by_authority_in_special_school", "authority_consents")

_ENQUIRIES = ("sickness_or_unavoidable_cause", "joint_enquiries_made", "located", "both_agree_no_return")
_NO_ORDER = "school_attendance_order_names_school"
_MAIN_SCHOOL = "main_school_of_mobile_child"
_AGAIN = "expected_to_attend_again"

# By the key of `deletion_grounds.GROUNDS`, in the order they are asked.
FACTS_OF_GROUND: dict[str, tuple[str, ...]] = {
    "a": ("registered_elsewhere", _NO_ORDER, _MAIN_SCHOOL, "dual_registration_agreed"),
    "b": ("nursery_completed", _AGAIN),
    "c": ("registered_elsewhere", _AGAIN, "other_schools_consent", _NO_ORDER, _MAIN_SCHOOL),
    "d": ("order_amended_to_other_school",),
    "e": ("order_revoked_for_other_education",),
    "f": ("written_notice_received_on", "education_otherwise_from", "as_at", _NO_ORDER),
    "g": ("boarder", "lives_within_reasonable_distance", _AGAIN),
    "h": ("leave_last_day", "as_at", *_ENQUIRIES),
    "i": ("as_at", *_ENQUIRIES),
    "j": ("sentence_months", _AGAIN),
    "k": ("died",),
    "l": (
        "last_day_of_compulsory_school_age",
        "school_next_meets",
        "will_not_continue",
        "meets_sixth_form_entry",
    ),
    "m": ("boarder", "charges_unpaid_at_term_end", "school_kind"),
    "n": ("independent_school", "ceased_to_be_pupil"),
    "o": ("permanently_excluded", "exclusion_final"),
    "ceased": (_AGAIN, "boarder", "ceased_to_be_pupil"),
    "absent": ("as_at", "sickness_or_unavoidable_cause", "enquiries_made", "located"),
    "nursery": ("nursery_completed", "moving_to_reception"),
    "excluded": ("permanently_excluded", "exclusion_final"),
    "died": ("died",),
    "elsewhere": ("registered_elsewhere",),
    "charges": ("boarder", "charges_unpaid_at_term_end", "school_kind"),
}


def facts_of(ground: str) -> tuple[Fact, ...]:
    """Answer what a ground asks to be shown, and what every ground does. Raises `KeyError` for no ground."""
    return tuple(FACTS[name] for name in (*FACTS_OF_GROUND[ground], *EVERY_GROUND))
