"""Two people accepting files of one school at the same moment: acts of `acts.py`, in threads with a connection each."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.accepting import accept_changeset
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.refusals import ChangedSinceReview, NotThatState
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.models import Changeset
from onroll.service.organisations.models import School
from tests.factories.moments import at
from tests.factories.school_folder import SchoolFolder, a_school_folder
from tests.integration.exchange.conftest import edit

Together = Callable[[int, Callable[[int], Any]], list[Any]]
BY = Actor.service("import")
NOW = at(10, on=dt.date(2026, 7, 20))


def two_of_one_school(together: Together) -> dict[str, Any]:
    """Two people each read files that bring the same new pupil, and accept at once, three times over."""
    folder, school_id = _a_school()
    answers = []
    for turn in range(3):
        changesets = [_new_pupil(folder, school_id, turn, who) for who in ("Ana", "Bo")]
        answers.append(sorted(together(2, lambda place, sent=changesets: _accept(sent[place].pk))))
    spells = Enrolment.objects.filter(pupil_ref__startswith="NEW")
    return {
        "answers": answers,
        "pupils": sorted(spells.values_list("pupil_ref", flat=True)),
        "admissions": AdmissionEntry.objects.filter(enrolment__in=spells, kind="admitted").count(),
        "states": sorted(Changeset.objects.exclude(state="accepted").values_list("state", flat=True)),
    }


def one_changeset(together: Together) -> dict[str, Any]:
    """Two people press accept on the same changeset at once."""
    folder, school_id = _a_school()
    changeset = _new_pupil(folder, school_id, 0, "Ana")
    answers = together(2, lambda _place: _accept(changeset.pk))
    return {"answers": answers, "admissions": Enrolment.objects.filter(pupil_ref__startswith="NEW").count()}


def one_new_school(together: Together) -> dict[str, Any]:
    """Two people bring in the files of a school that is not on record yet, at once."""
    with tempfile.TemporaryDirectory() as sent_from:
        folder = a_school_folder(Path(sent_from) / "in", SchoolFolder(pupils=4))
        first = _read(folder, None)
        edit(folder / "pupils.csv", lambda rows: rows[0].update(surname="Larkfield"))
        second = _read(folder, None)
        answers = together(2, lambda place: _accept((first, second)[place].pk))
    return {
        "answers": sorted(answers),
        "schools": School.objects.count(),
        "pupils": Enrolment.objects.count(),
    }


def _a_school() -> tuple[Path, int]:
    folder = a_school_folder(Path(tempfile.mkdtemp()) / "in", SchoolFolder(pupils=4))
    accept_changeset(changeset_id=_read(folder, None).pk, by=BY, now=NOW)
    for name in ("attendance", "amendments"):
        (folder / f"{name}.csv").unlink()
    return folder, School.objects.get().pk


def _new_pupil(folder: Path, school_id: int, turn: int, who: str) -> Changeset:
    def change(rows: list[dict[str, str]]) -> None:
        rows[:] = [row for row in rows if not row["pupil_ref"].startswith("NEW")]
        rows.append(
            {
                **rows[0],
                "pupil_ref": f"NEW{turn}",
                "upn": "",
                "surname": f"Lark{'abcde'[turn]}",
                "forename": who,
            }
        )

    edit(folder / "pupils.csv", change)
    return _read(folder, school_id)


def _read(folder: Path, school_id: int | None) -> Changeset:
    changeset = send_files(school_id=school_id, files=uploads.files_at(folder), by=BY, now=NOW)
    read_changeset(changeset_id=changeset.pk, by=BY, now=NOW)
    changeset.refresh_from_db()
    assert changeset.state == "ready", changeset.message
    return changeset


def _accept(changeset_id: int) -> str:
    try:
        done = accept_changeset(changeset_id=changeset_id, by=BY, now=NOW)
    except (ChangedSinceReview, NotThatState) as told:
        return type(told).__name__
    return str(done.state) if done.state == "accepted" else done.message
