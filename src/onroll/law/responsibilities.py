"""Who is expected to do what, by groups of pupils: parents, schools, trusts and governors, the local authority.

The groups and bodies are those of the guidance's summary of responsibilities, told in our own words; most of the
cells were not read in the guidance itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law import absence_measures
from onroll.law.absence_measures import PupilMeasures
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import Span

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

SUMMARY = WORKING_TOGETHER_2024.unconfirmed(
    "the summary of responsibilities",
    "The groups are confirmed; most of what is expected of each body was not read.",
)
CORE_FUNCTIONS = WORKING_TOGETHER_2024.at("the local authority's core functions")
MEETINGS = WORKING_TOGETHER_2024.at("targeting support meetings")


class Body(StrEnum):
    """Of whom something is expected."""

    PARENTS = "parents"
    SCHOOLS = "schools"
    TRUSTS_AND_GOVERNORS = "trusts_and_governors"
    LOCAL_AUTHORITY = "local_authority"

    @property
    def in_words(self) -> str:
        """The body as printed."""
        return self.value.replace("_", " ").capitalize()


class Group(StrEnum):
    """For which pupils."""

    ALL_PUPILS = "all_pupils"
    AT_RISK = "at_risk"
    PERSISTENTLY_ABSENT = "persistently_absent"
    SEVERELY_ABSENT = "severely_absent"
    GROUPS_BELOW_PEERS = "groups_below_peers"
    MEDICAL_OR_SEND = "medical_or_send"
    SOCIAL_OR_YOUTH_JUSTICE_WORKER = "social_or_youth_justice_worker"
    INDEPENDENT_SCHOOLS = "independent_schools"

    @property
    def in_words(self) -> str:
        """The group as printed."""
        return _GROUPS[self]


_GROUPS = {
    Group.ALL_PUPILS: "All pupils",
    Group.AT_RISK: "Pupils at risk of persistent absence",
    Group.PERSISTENTLY_ABSENT: "Persistently absent pupils",
    Group.SEVERELY_ABSENT: "Severely absent pupils",
    Group.GROUPS_BELOW_PEERS: "Groups whose attendance is below their peers'",
    Group.MEDICAL_OR_SEND: "Pupils with a medical condition, special needs or a disability",
    Group.SOCIAL_OR_YOUTH_JUSTICE_WORKER: "Pupils with a social worker or youth justice worker",
    Group.INDEPENDENT_SCHOOLS: "Independent schools",
}


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What is expected of one body for one group of pupils."""

    group: Group
    body: Body
    words: str

    def __str__(self) -> str:
        return f"{self.group.in_words}, {self.body.in_words.lower()}: {self.words}"


def _table() -> Iterable[Responsibility]:
    parents, schools, trusts, authority = Body
    everybody: dict[Group, dict[Body, str]] = {
        Group.ALL_PUPILS: {
            parents: "see that the child attends every day the school is open to them; say on the day why not; ask "
            "for leave in advance and only for what is exceptional; book appointments out of school hours",
            schools: "publish an attendance policy and review it yearly; keep the registers accurately; follow up "
            "absence daily; name a senior champion; train staff; look at figures weekly; stay in touch with families",
            trusts: "oversee attendance as a board, with a named member; have figures regularly; see that staff are "
            "trained; share what works",
            authority: "have a strategy for its area; run a support team that gives the four core functions to every "
            "school without charge; follow the figures",
        },
        Group.AT_RISK: {
            parents: "help to find what stands in the way; take up support early",
            schools: "find these pupils in the figures; meet pupil and parents; remove what stands in the way in school; "
            "refer for what lies outside it; lead the work where that is agreed",
            trusts: "look at the figures, and direct support to where it is needed",
            authority: "meet each school every term; help families early and by agreement; remove what stands in the "
            "way across its area",
        },
        Group.PERSISTENTLY_ABSENT: {
            parents: "take part in formal support: a contract, or a plan of early help",
            schools: "add support aimed at the pupil; talk formally; be clear on what the law may do; work with the "
            "authority on legal steps, and with social care where there is concern",
            trusts: "the same, and see that schools which struggle have help",
            authority: "formalise support: a contract or a supervision order; take legal steps where support is not "
            "engaged with; work with social care",
        },
        Group.SEVERELY_ABSENT: {
            parents: "as for persistent absence",
            schools: "agree with the authority how each of these pupils is helped; put them first; think of a full "
            "assessment, an assessment of needs, or alternative provision",
            trusts: "watch these pupils as the first priority",
            authority: "make them the first priority of every service; think of children's social care",
        },
        Group.GROUPS_BELOW_PEERS: {
            schools: "have a plan for the group; work with other schools",
            trusts: "compare schools",
            authority: "look across schools for what they share",
        },
        Group.MEDICAL_OR_SEND: {
            parents: "work with the school and health services; share what they know",
            schools: "aim as high as for others; make reasonable adjustments; make a health care plan; refer in good "
            "time; part time only as the rules allow; make the sickness return",
            trusts: "look at the figures of these pupils",
            authority: "arrange education under section 19; bring services for special needs and health together",
        },
        Group.SOCIAL_OR_YOUTH_JUSTICE_WORKER: {
            schools: "tell the worker of unexplained absence on the day, and before a name is deleted; involve the "
            "safeguarding lead",
            authority: "watch through the virtual school; plan for each looked-after child; be a good parent to them",
        },
        Group.INDEPENDENT_SCHOOLS: {
            schools: "follow chapters 1 and 2; keep the registers; make the returns",
            authority: "advise and keep in touch as with any school; lead where the law is used",
        },
    }  # fmt: skip
    return (
        Responsibility(group, body, words)
        for group, cells in everybody.items()
        for body, words in cells.items()
    )


RESPONSIBILITIES = Dated(
    "What is expected of whom, by groups of pupils",
    steps=[From(_FROM_2024, tuple(_table()), SUMMARY)],
    reviewed_on=_REVIEWED_ON,
)
FREE_FOR_EVERY_SCHOOL = Dated(
    "What the local authority gives every school without charge",
    steps=[
        From(
            _FROM_2024,
            (
                "communication and advice: a named contact, a line to ring, a network each term",
                "targeting support meetings, at least once a term",
                "support of families by several services together",
                "legal intervention",
                "monitoring of children with a social worker, through the virtual school",
            ),
            CORE_FUNCTIONS,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
AGENDA = Dated(
    "What a targeting support meeting goes through",
    steps=[
        From(
            _FROM_2024,
            (
                "the figures",
                "pupils and groups who are absent or at risk of it",
                "what each will do, and the services to draw on",
                "what came of the last meeting",
            ),
            MEETINGS,
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@rule(
    "responsibilities.expected",
    title="What is expected of a body for a group of pupils",
    says=(
        "The guidance's summary says what parents, schools, trusts and governors, and the local authority are "
        "each expected to do for all pupils, and more for groups of them. The table is told in our own words."
    ),
    first_day=_FROM_2024,
    cites=(SUMMARY,),
)
def expected(group: Group, body: Body, *, on: date) -> Responsibility | None:
    """Answer what is expected of a body, or None where nothing is. Raises `NoRuleInForce` before 19 August 2024."""
    found = (one for one in RESPONSIBILITIES.on(on) if one.group is group and one.body is body)
    return next(found, None)


@rule(
    "responsibilities.groups",
    title="To which groups of the summary a pupil belongs",
    says=(
        "A pupil belongs to all pupils, and by the figures to the persistently or severely absent; by what "
        "the school knows to those at risk, with a medical condition or special needs, or with a social "
        "worker. Risk is a judgement: it has no number."
    ),
    first_day=_FROM_2024,
    cites=(SUMMARY,),
)
def groups_of(
    figures: PupilMeasures, *, on: date, at_risk: bool, medical_or_send: bool, has_worker: bool
) -> tuple[Group, ...]:
    """Answer a pupil's groups on a day by the figures and what the school knows.

    `at_risk` is the school's judgement: the guidance has no number for it. A severely absent pupil is persistently
    absent too, and what is expected for both holds.
    """
    persistent = figures.misses(absence_measures.PERSISTENT_ABSENCE.on(on))
    belongs = {
        Group.ALL_PUPILS: True,
        Group.AT_RISK: at_risk and not persistent,
        Group.PERSISTENTLY_ABSENT: persistent,
        Group.SEVERELY_ABSENT: figures.misses(absence_measures.SEVERE_ABSENCE.on(on)),
        Group.MEDICAL_OR_SEND: medical_or_send,
        Group.SOCIAL_OR_YOUTH_JUSTICE_WORKER: has_worker,
    }
    return tuple(group for group, holds in belongs.items() if holds)


@rule(
    "responsibilities.support_meetings",
    title="Whether the authority met a school each term",
    says=(
        "The local authority meets every school at least once each term to go through figures, pupils and "
        "groups, and what each will do."
    ),
    first_day=_FROM_2024,
    cites=(MEETINGS,),
)
def support_meetings(*, terms: Iterable[Span], met_on: Iterable[date], as_at: date) -> Finding:
    """Find whether there was a targeting support meeting in every term that has ended, and say what is still open."""
    days = tuple(met_on)
    without = [term for term in terms if term.first_day <= as_at and not any(day in term for day in days)]
    over = [term for term in without if term.last_day < as_at]
    met = False if over else None if without else True
    return Finding(
        "responsibilities.support_meetings",
        met,
        (_why_meetings(met, over or without),),
        (MEETINGS,),
        facts={"meetings": len(days)},
        missing=(Missing("The day of this term's meeting", "the local authority"),) if met is None else (),
        would_change=()
        if met is None
        else ("A term that goes by without a meeting.",)
        if met
        else ("A record of a meeting held and not entered.",),
    )


def _why_meetings(met: bool | None, without: list[Span]) -> str:
    if met:
        return "The authority met the school in every term so far."
    terms = ", ".join(day_in_words(term.first_day) for term in without)
    if met is None:
        return f"No meeting is recorded yet in the term from {terms}, which is not over."
    return f"{counted(len(without), 'term')} passed without a meeting: from {terms}."
