"""Why something cannot be done with a changeset; each message may be shown to a person."""

from __future__ import annotations

from onroll.service.exchange.models import Changeset


class NotThatState(Exception):
    """The changeset is past the point where this can be done."""

    def __init__(self, changeset: Changeset, wanted: str) -> None:
        super().__init__(
            f"These files are “{Changeset.State(changeset.state).label.lower()}”, so they cannot be {wanted}. "
            "Look at the changeset again, or send the files anew."
        )


class ChangedSinceReview(Exception):
    """The record has changed since the changeset was reviewed, and accepting it would now do something else."""

    def __init__(self) -> None:
        super().__init__(
            "The school's record has changed since these files were read, so accepting them would do something else than "
            "was reviewed. They have been read again: look at what they would change now, then accept."
        )
