"""Everything done about a pupil, from every part of the record that whoever asks may read."""

from __future__ import annotations

from onroll.service.access.scope import Scope
from onroll.service.leave_of_absence.models import LeaveChild
from onroll.service.leave_of_absence.queries.history import leave_happenings
from onroll.service.parents.models import LetterReply, MarkQuestion
from onroll.service.parents.queries.history import happenings_from_parents
from onroll.service.pupil_record.record import PupilRecord
from onroll.service.pupil_record.timeline import Happening, newest_first
from onroll.service.remote_education.models import RemoteNote
from onroll.service.remote_education.queries.notes import remote_happenings

#: What is asked about with the record, and read only where it holds anything of the pupil.
ALSO_KEPT = (LeaveChild, MarkQuestion, LetterReply, RemoteNote)


def everything_done(scope: Scope, record: PupilRecord, *, school_id: int) -> list[Happening]:
    """Return the record's own timeline with leave, what parents sent and remote education, newest first, in at most six statements more."""
    about = {"school_id": school_id, "pupil_id": record.pupil.pk}
    return newest_first(
        [
            *record.timeline,
            *(leave_happenings(scope, **about) if LeaveChild in record.kept else ()),
            *happenings_from_parents(scope, **about, kept=record.kept),
            *(remote_happenings(scope, **about) if RemoteNote in record.kept else ()),
        ]
    )
