"""What the codes say beyond their class: that a pupil came in, that a reason is wanted, that another code fits better.

Also which codes a person at the front of a class, or at the gate, may enter, and which go with each kind of plan:
choices of Onroll's own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from onroll.law.attendance_codes import citation_of_codes, codes_in_force
from onroll.law.code_meaning import CodeMeaning, Pupils
from onroll.law.dated import Dated, From
from onroll.law.instruments import ONROLL, PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.registers import REASON_NOT_ESTABLISHED
from onroll.law.school_time import Session

_FROM_2006 = date(2006, 9, 1)
_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 27)

CODE_OF_NO_REASON_YET = Dated(
    "Code for an absence whose reason is not established yet",
    steps=[
        From(_FROM_2006, "N", citation_of_codes(_FROM_2006)),
        From(_FROM_2024, "N", REASON_NOT_ESTABLISHED),
    ],
    reviewed_on=_REVIEWED_ON,
)
CODE_OF_LATENESS = Dated(
    "Code for a pupil who arrives while the register is open",
    steps=[From(_FROM_2024, "L", PUPIL_REGISTRATION_2024.at("10(2)"))],
    reviewed_on=_REVIEWED_ON,
)
CODE_AFTER_CLOSING = Dated(
    "Code for a pupil who arrives after the register closed, where no other code fits",
    steps=[
        From(_FROM_2006, "U", citation_of_codes(_FROM_2006)),
        From(_FROM_2024, "U", PUPIL_REGISTRATION_2024.at("10(3)", note="Table 3")),
    ],
    reviewed_on=_REVIEWED_ON,
)
CODE_BEFORE_THE_STARTING_DAY = Dated(
    "Code for a pupil whose starting day has not come",
    steps=[From(_FROM_2024, "Z", WORKING_TOGETHER_2024.at("chapter 8, code Z"))],
    reviewed_on=_REVIEWED_ON,
)
CODE_OF_EXCLUSION = Dated(
    "Code for a pupil suspended or excluded, with no provision made",
    steps=[
        From(
            _FROM_2024,
            "E",
            PUPIL_REGISTRATION_2024.unconfirmed(
                "10(3)", "The code, its name and its class are confirmed; the exact conditions are not."
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
CODES_THAT_FIT_AN_ARRIVAL_BETTER = Dated(
    "Codes that may fit a pupil who arrives late better than L or U: U is for where no other does",
    steps=[
        From(
            _FROM_2024,
            frozenset({"M", "C", "R", "V", "P", "B", "D"}),
            PUPIL_REGISTRATION_2024.unconfirmed(
                "10(3)",
                "That U is used only where no other code fits is confirmed; which codes are offered then is Onroll's "
                "choice.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)

# Codes by role: what a person can see for themselves. The office finds out the rest.
CODES_OF_A_TEACHER = Dated(
    "Codes that whoever takes a class's register may enter",
    steps=[
        From(
            _FROM_2024,
            frozenset(
                {
                    *("/", "\\", "L", "N", "V", "P", "B", "K", "W", "D"),
                    *("C", "C1", "C2", "J1", "M", "S", "X", "I", "R", "T", "E"),
                }
            ),
            ONROLL.at("codes by role"),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
CODES_AT_THE_GATE = Dated(
    "Codes that whoever signs in late pupils may enter",
    steps=[From(_FROM_2024, frozenset({"L", "U", "M", "N", "I"}), ONROLL.at("codes by role"))],
    reviewed_on=_REVIEWED_ON,
)

CODES_LOOKED_AT = Dated(
    "Codes whose every use is looked at by itself: educated off site, other leave, registered elsewhere too, excluded",
    steps=[
        From(
            _FROM_2024,
            ("B", "C", "D", "E"),
            ONROLL.at(
                "codes looked at",
                note="Authorities ask schools to look at these when they judge how well attendance is managed.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)

CODES_SET_ASIDE_IN_RECOGNITION = Dated(
    "Codes of absence through illness, disability, treatment or faith, which no praise or reward holds against a pupil",
    steps=[
        From(
            _FROM_2024,
            frozenset({"I", "M", "R", "C2"}),
            ONROLL.at(
                "recognition",
                note="A reward for attendance that counts such absence treats worse those whom the Equality Act 2010 "
                "protects, and would have to be justified. Setting it aside is Onroll's choice.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)

_PLANS: Mapping[str, frozenset[str]] = {
    "leave": frozenset({"C", "C1", "J1", "M", "S", "R", "T"}),
    "part-time": frozenset({"C2", "X"}),
    "visit": frozenset({"V"}),
    "sport": frozenset({"P"}),
    "work experience": frozenset({"W"}),
    "off-site": frozenset({"B", "K"}),
    "other school": frozenset({"D"}),
    "not required": frozenset({"X"}),
    "appointment": frozenset({"M", "J1"}),
    "exclusion": frozenset({"E", "B", "K", "D"}),
}
CODES_OF_A_PLAN = Dated(
    "Codes that go with each kind of plan",
    steps=[
        From(
            _FROM_2024,
            _PLANS,
            ONROLL.at("codes by plan", note="Each kind of plan takes the codes whose meaning it is."),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@lru_cache(maxsize=64)
def codes_in_school(on: date) -> frozenset[str]:
    """Answer the codes that say a pupil came into school in the session: present, or late however late.

    U is among them: the session counts as absence, and the pupil was seen.
    """
    return frozenset(meaning.code for meaning in codes_in_force(on) if says_in_school(meaning))


def says_in_school(meaning: CodeMeaning) -> bool:
    """Answer whether a code says that the pupil came into school in the session."""
    return meaning.session is not None or meaning.minutes_may_be_given


@lru_cache(maxsize=64)
def codes_of_no_attendance(on: date) -> frozenset[str]:
    """Answer the codes that say a pupil was not to come in, or could not be asked to: neither attended nor absent.

    A closure's are among them, a day not required, a day registered elsewhere, and a name put on before its starting day.
    """
    return frozenset(
        meaning.code for meaning in codes_in_force(on) if not meaning.statistical_class.is_possible
    )


@lru_cache(maxsize=1024)
def is_for_the_office(code: str, on: date) -> bool:
    """Answer whether whoever takes a class's register leaves a code to the office to enter."""
    return on >= _FROM_2024 and code not in CODES_OF_A_TEACHER.on(on)


def wants_a_reason(code: str) -> bool:
    """Answer whether a code says that the reason is not established yet."""
    return code == CODE_OF_NO_REASON_YET.newest.value


@lru_cache(maxsize=1024)
def takes_minutes(code: str, on: date) -> bool:
    """Answer whether minutes late may be given with a code on a day."""
    return any(meaning.minutes_may_be_given for meaning in codes_in_force(on) if meaning.code == code)


@lru_cache(maxsize=1024)
def turns_on_age(code: str, on: date) -> bool:
    """Answer whether a code's lawfulness turns on the pupil's being of compulsory school age."""
    return any(meaning.pupils is not Pupils.ANY for meaning in codes_in_force(on) if meaning.code == code)


@lru_cache(maxsize=1024)
def is_for_mobile_children(code: str, on: date) -> bool:
    """Answer whether a code is for mobile children alone."""
    return any(meaning.mobile_child_required for meaning in codes_in_force(on) if meaning.code == code)


@lru_cache(maxsize=256)
def present_code_instead(code: str, session: Session, on: date) -> str:
    """Answer the present code of a session for one of the other half of the day; any other code as it is."""
    table: Iterable[CodeMeaning] = codes_in_force(on)
    belongs = {meaning.code: meaning.session for meaning in table if meaning.session is not None}
    if belongs.get(code, session) == session:
        return code
    return next(other for other, half in belongs.items() if half == session)


def codes_of_plan(kind: str, on: date) -> frozenset[str]:
    """Answer the codes that go with a kind of plan on a day; none for a kind there is not."""
    return CODES_OF_A_PLAN.on(on).get(kind, frozenset())


def kinds_of_plan_with(code: str, on: date) -> tuple[str, ...]:
    """Answer the kinds of plan that a code goes with on a day."""
    return tuple(kind for kind, codes in CODES_OF_A_PLAN.on(on).items() if code in codes)
