"""The grounds for deleting a name from the admission register, and what speaks against one at once.

Whether every condition of a ground is met is for a person to show; the conditions are listed so that they can be
asked. A name must be deleted when a ground applies and must not be otherwise (regulation 9).
"""

from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Citation
from onroll.law.faults import Fault
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule
from onroll.law.school_age import is_of_compulsory_school_age

_FROM_2024 = date(2024, 8, 19)

DELETION = PUPIL_REGISTRATION_2024.at("9")
OF_SCHOOL_AGE = PUPIL_REGISTRATION_2024.at("9(1)")
NOT_OF_SCHOOL_AGE = PUPIL_REGISTRATION_2024.unconfirmed(
    "9(3)", "The grounds are reconstructed from the 2006 Regulations; their letters are not known."
)
# (a) to (e) were read as enacted; (f) as the guidance on children missing education restates it, (k) and (n), which are no
# longer than their titles, of a council's form that lists all fifteen.
_READ = frozenset("abcdefkn")


@dataclass(frozen=True, slots=True)
class DeletionGround:
    """One ground: its key (the letter in 9(1), a word in 9(3)), and what must hold for it."""

    key: str
    title: str
    conditions: tuple[str, ...]
    of_compulsory_school_age: bool
    citation: Citation

    @property
    def name(self) -> str:
        """The ground as it is spoken of: "Ground (f)", or its title where it has no letter."""
        return f"Ground ({self.key})" if self.of_compulsory_school_age else "Regulation 9(3)"


def _of_age(letter: str, title: str, *conditions: str) -> DeletionGround:
    provision = f"9(1)({letter})"
    cited = (
        PUPIL_REGISTRATION_2024.at(provision)
        if letter in _READ
        else PUPIL_REGISTRATION_2024.unconfirmed(
            provision, "The ground and its letter are confirmed; the exact words of its conditions are not."
        )
    )
    return DeletionGround(letter, title, conditions, True, cited)


def _not_of_age(key: str, title: str, *conditions: str) -> DeletionGround:
    return DeletionGround(key, title, conditions, False, NOT_OF_SCHOOL_AGE)


_NOT_COMING_BACK = "There are no reasonable grounds to believe that the pupil will attend again."
_NO_ORDER = "No school attendance order naming this school is in force."
_JOINT_ENQUIRY = (
    "The school and the local authority have jointly made reasonable enquiries, and either could not find where the "
    "pupil is and in what circumstances, or agree that there are no reasonable grounds to believe the pupil will "
    "attend again."
)
_NOT_UNAVOIDABLE = (
    "There are no reasonable grounds to believe that sickness or an unavoidable cause keeps the pupil away."
)

GROUNDS = {
    ground.key: ground
    for ground in (
        _of_age(
            "a",
            "Registered at another school",
            "The other school has confirmed the registration.",
            _NO_ORDER,
            "The pupil is not a mobile child whose main school this is.",
            "It is not agreed that the pupil be registered at both schools.",
        ),
        _of_age("b", "Nursery education completed", "The pupil would otherwise move to reception or higher here.", _NOT_COMING_BACK),
        _of_age(
            "c",
            "Dual registration ends",
            "The proprietor of each other school consents.",
            _NO_ORDER,
            "The pupil is not a mobile child whose main school this is.",
            _NOT_COMING_BACK,
        ),
        _of_age("d", "School attendance order now names another school", "The local authority has amended the order."),
        _of_age("e", "School attendance order revoked", "Suitable education has been arranged otherwise than at school."),
        _of_age(
            "f",
            "Educated otherwise than at school",
            "A parent has said so in writing, naming a day, and the day has passed.",
            _NO_ORDER,
        ),
        _of_age(
            "g",
            "No longer lives a reasonable distance from the school",
            "The pupil is not a boarder.",
            _NOT_COMING_BACK,
        ),
        _of_age(
            "h",
            "Did not return from leave of absence",
            "The pupil has not attended within the 10 school days after the leave ended.",
            _NOT_UNAVOIDABLE,
            _JOINT_ENQUIRY,
        ),
        _of_age(
            "i",
            "Continuously absent for 20 school days or more",
            "Every session of the 20 school days has code G, N or O.",
            _NOT_UNAVOIDABLE,
            _JOINT_ENQUIRY,
        ),
        _of_age("j", "Serving a sentence of detention of four months or more", _NOT_COMING_BACK),
        _of_age("k", "The pupil has died"),
        _of_age(
            "l",
            "Compulsory school age ends",
            "The pupil stops being of compulsory school age before the school next meets.",
            "The pupil or a parent has said that the pupil will not stay on, or the pupil does not meet the sixth "
            "form’s entry requirements.",
        ),
        _of_age(
            "m",
            "Boarding charges unpaid",
            "The pupil boards at a maintained school or academy, and charges are unpaid at the end of their term.",
        ),
        _of_age("n", "Left an independent or non-maintained special school", "The pupil has ceased to be a pupil of the school."),
        _of_age("o", "Permanently excluded", "The exclusion has taken final effect."),
        _not_of_age("ceased", "Stopped attending", _NOT_COMING_BACK),
        _not_of_age(
            "absent",
            "Continuously absent for 20 school days or more",
            _NOT_UNAVOIDABLE,
            "The school has made reasonable enquiries and could not find the pupil.",
        ),
        _not_of_age("nursery", "Nursery education completed", "The pupil is not moving to reception or higher here."),
        _not_of_age("excluded", "Permanently excluded", "The exclusion has taken final effect."),
        _not_of_age("died", "The pupil has died"),
        _not_of_age("elsewhere", "Registered at another school", "The other school has confirmed the registration."),
        _not_of_age("charges", "Boarding charges unpaid", "Charges are unpaid at the end of their term."),
    )
}  # fmt: skip


def grounds_for(born: date, on: date) -> tuple[DeletionGround, ...]:
    """Answer the grounds that could apply to a pupil on a day, by whether they are of compulsory school age."""
    of_age = is_of_compulsory_school_age(born, on)
    return tuple(ground for ground in GROUNDS.values() if ground.of_compulsory_school_age is of_age)


@rule(
    "deletion_grounds.obvious_faults",
    title="What speaks at once against deleting a name",
    says=(
        "Before any ground is weighed, four things speak against a deletion: that there is no such ground, "
        "that it is for pupils of another age, that the last day is not the day the deletion is made, and "
        "that nothing is given to show for it. Poor attendance, forms not returned and a part-time placement "
        "are no grounds."
    ),
    first_day=_FROM_2024,
    cites=(OF_SCHOOL_AGE, NOT_OF_SCHOOL_AGE),
)
def faults_of_deletion(
    ground: str, *, born: date, last_day: date, made_on: date, evidence: str
) -> tuple[Fault, ...]:
    """Find what is wrong at first sight: no such ground, one for another age, a past day, nothing to show for it."""
    known = GROUNDS.get(ground)
    faults = []
    if known is None:
        faults.append(
            Fault(
                "ground_unknown",
                "A name may be deleted only on a ground of regulation 9. Choose the ground that applies; if none does, "
                "the pupil stays on the register.",
                DELETION,
            )
        )
    elif known.of_compulsory_school_age is not is_of_compulsory_school_age(born, made_on):
        age = "of compulsory school age" if known.of_compulsory_school_age else "not of compulsory school age"
        faults.append(
            Fault(
                "ground_for_another_age",
                f"“{known.title}” here is a ground for pupils {age}, and this pupil is not one of them on "
                f"{day_in_words(made_on)}. Choose a ground for the pupil’s age.",
                known.citation,
            )
        )
    if last_day != made_on:
        when = "in the past" if last_day < made_on else "before its day"
        faults.append(
            Fault(
                "not_effective_that_day",
                f"A name cannot be deleted {when}: deletion takes effect when it is made. The last day on roll is "
                f"{day_in_words(made_on)}; attendance is recorded until then.",
                DELETION,
            )
        )
    if not evidence.strip():
        faults.append(
            Fault(
                "evidence_missing",
                "Say what shows that the ground is met, and where it is kept. The deletion return and any challenge "
                "rest on it.",
                DELETION,
            )
        )
    return tuple(faults)
