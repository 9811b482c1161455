"""What comes next for a pupil who is missing: the steps in their order, and which of them are done."""

from __future__ import annotations

from collections.abc import Iterable

from onroll.service.lessons.models import MissingStep

Kind = MissingStep.Kind
#: Each step in its order, and what to do. The police are told where the lead fears for the pupil.
STEPS = (
    (Kind.LOOKED, "Look for the pupil: where they were last seen, toilets, library, medical room"),
    (Kind.TOLD_OFFICE, "Tell the office or whoever is on call, who ask the gate whether the pupil left"),
    (Kind.TOLD_PARENTS, "Ring the parents"),
    (Kind.TOLD_LEAD, "Tell the safeguarding lead, who decides on the police"),
)
_AFTER = "The safeguarding lead decides: go on looking, or tell the police"


def next_step(steps: Iterable[MissingStep]) -> str:
    """Return what comes next, in words, by the steps in their order: those since the pupil was last found."""
    done: set[str] = set()
    for one in steps:
        done = set() if one.kind == Kind.FOUND else {*done, one.kind}
    return next((words for kind, words in STEPS if kind not in done), _AFTER)
