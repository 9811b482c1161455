"""What the fault tests run in processes of their own: `python -m tests.integration.faults.acts ACT`, answered in JSON."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.db import OperationalError, close_old_connections, connection, connections  # noqa: E402 - once Django is set up
from django.test import Client  # noqa: E402

from onroll.service import clock  # noqa: E402
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal  # noqa: E402
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register  # noqa: E402
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, Submission  # noqa: E402
from onroll.service.bringing_up_to_date import bring_up_to_date  # noqa: E402
from tests.factories.moments import MONDAY, at  # noqa: E402
from tests.factories.people import a_pupil_on_roll  # noqa: E402
from tests.factories.registers import AClass  # noqa: E402

FRIDAY_BEFORE = MONDAY - dt.timedelta(days=3)
#: More than the statements of any save.
_MOST_STATEMENTS = 20


def prepare() -> None:
    """Bring the database up to date."""
    bring_up_to_date()


def schema() -> Any:
    """Migrate an empty database one migration after the other, and say all that it is made of then."""
    from django.core.management import call_command

    from tests.integration.faults import schemas

    call_command("migrate", verbosity=0, interactive=False)
    return schemas.of(connection)


def killed_at_every_point() -> list[dict[str, Any]]:
    """Save a register again and again, killed a statement later each time, then before and after its COMMIT.

    After each death: how many entries there are, whether the ledger is whole, and what sending it again comes to.
    """
    oak = AClass()
    outcomes = []
    days = (MONDAY + dt.timedelta(days=n) for n in count() if n % 7 < 5)
    points: list[str | int] = [*range(1, _MOST_STATEMENTS), "before commit", "after commit"]
    for point, day in zip(points, days, strict=False):
        died = _in_a_child(lambda point=point, day=day: _save(oak, day, _killing(point)))
        entries = AttendanceEntry.objects.filter(date=day).count()
        whole = oak.is_whole()
        _save(oak, day, contextlib.nullcontext())
        again = AttendanceEntry.objects.filter(date=day).count()
        outcomes.append({"point": point, "died": died, "entries": entries, "whole": whole, "again": again})
    return [*outcomes, {"point": "the end", "whole": oak.is_whole()}]


def _save(oak: AClass, day: dt.date, fault: contextlib.AbstractContextManager[object]) -> None:
    with fault:
        oak.take("/", "N", date=day, key=f"save {day}", finished=True)


@contextlib.contextmanager
def _killing(point: str | int):
    """Kill this process, as `kill -9` does, before its nth statement, or on either side of COMMIT."""
    number = count(1)
    connection.ensure_connection()

    def before(execute, sql, params, many, context):
        if next(number) == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    commit = connection.connection.commit

    def committing() -> None:
        if point == "before commit":
            os.kill(os.getpid(), signal.SIGKILL)
        commit()
        if point == "after commit":
            os.kill(os.getpid(), signal.SIGKILL)

    connection._commit = committing
    with connection.execute_wrapper(before):
        yield


def _in_a_child(act: Callable[[], None]) -> bool:
    """Run an act in a child with a connection of its own; say whether it was killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def sent_twice_at_once() -> dict[str, Any]:
    """Send one save from eight threads at the same moment."""
    oak = AClass()
    answers = _together(8, lambda _: oak.take("/", "N", key="one sending", finished=True))
    return {
        "submissions_answered": sorted({answer.submission_id for answer in answers}),
        "first_times": sum(not answer.sent_before and answer.submission_id is not None for answer in answers),
        "submissions": Submission.objects.count(),
        "entries": AttendanceEntry.objects.count(),
        "whole": oak.is_whole(),
    }


def two_people_at_once() -> dict[str, Any]:
    """Let a teacher and an officer mark the same pupil differently at the same moment, many pupils over."""
    oak = AClass()
    pupils = [a_pupil_on_roll(oak.school, oak.group, f"Child{n}") for n in range(10)]

    def mark(who: int) -> list[str]:
        by, code = ((oak.teacher, "/"), (oak.officer, "I"))[who]
        return [_mark(oak, pupil.pk, code, by) for pupil in pupils]

    answers = _together(2, mark)
    return {
        "each_kept_once": [sorted(pair) for pair in zip(*answers, strict=True)],
        "entries": AttendanceEntry.objects.count(),
        "whole": oak.is_whole(),
    }


def _mark(oak: AClass, pupil_id: int, code: str, by) -> str:
    try:
        take_register(
            school_id=oak.school.pk, group_id=oak.group.pk, date=MONDAY, session="AM", finished=False, key=None,
            marks=[MarkGiven(pupil_id, code)], by=by, now=at(8, 50),
        )  # fmt: skip
    except AttendanceRefusal as refusal:
        return type(refusal).__name__
    return "kept"


def _together(number: int, act: Callable[[int], Any]) -> list[Any]:
    answers: list[Any] = [None] * number
    start = threading.Barrier(number)

    def run(place: int) -> None:
        connection.ensure_connection()
        start.wait()
        try:
            answers[place] = act(place)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class _Page:
    """A register open in a browser on Monday morning, and sent while something is wrong with the database."""

    def __init__(self) -> None:
        from tests.factories.access import a_user

        clock.now = lambda: at(8, 50)
        self.oak = AClass()
        self.client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        self.client.force_login(a_user("teacher", group=self.oak.group))
        oak = self.oak
        self.address = f"/schools/{oak.school.pk}/registers/{oak.group.pk}/{MONDAY}/am/"
        pupils = (oak.amina.pk, oak.callum.pk)
        self.form = {"key": "k", "do": "finish"} | {f"s{pupil}": "" for pupil in pupils}
        self.form |= {f"c{pupil}": "/" for pupil in pupils}

    def send(self, **headers: str) -> dict[str, Any]:
        """Send the register; say what the answer was."""
        answer = self.client.post(self.address, self.form, headers=headers)
        return {
            "status": answer.status_code,
            "kind": answer.headers["Content-Type"].partition(";")[0],
            "says_nothing_was_lost": "Nothing was lost" in answer.content.decode(),
            "retry_after": answer.headers.get("Retry-After"),
        }

    def kept(self) -> dict[str, Any]:
        """Say what the database holds now."""
        return {"entries": AttendanceEntry.objects.count(), "whole": self.oak.is_whole()}


def locked() -> dict[str, Any]:
    """Send a register, by page and by script, while another connection holds the ledger; then when it is let go."""
    page = _Page()
    page.oak.take("")  # makes no entry, and the ledger's head
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA busy_timeout=300" if connection.vendor == "sqlite" else "SET lock_timeout='300ms'"
        )
    let_go, holding = threading.Event(), threading.Event()

    def hold() -> None:
        with contextlib.suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
            if connection.vendor == "postgresql":
                cursor.execute("SELECT * FROM attendance_register_ledgerhead FOR UPDATE")
            holding.set()
            let_go.wait(30)
            cursor.execute("ROLLBACK")
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(30)
    answers = {
        "page": page.send(),
        "script": page.send(**{"X-Requested-With": "fetch"}),
        "meanwhile": page.kept(),
    }
    let_go.set()
    other.join()
    return {**answers, "afterwards": page.send(), "kept": page.kept()}


def full() -> dict[str, Any]:
    """Send a register while the disk has no room left; then when there is room."""
    page = _Page()
    page.oak.take("")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        page.form |= {f"n{pupil}": "A long note " * 24 for pupil in (page.oak.amina.pk, page.oak.callum.pk)}
        answer = _until_refused(page)
        meanwhile = page.oak.is_whole()
        cursor.execute("PRAGMA max_page_count = 1073741823")
    return {**answer, "whole_meanwhile": meanwhile, "afterwards": page.send(), "whole": page.oak.is_whole()}


def _until_refused(page: _Page) -> dict[str, Any]:
    """Fill what room is left with amendments, until a save is refused; count entries before and after that save."""
    officer = page.oak.officer
    for turn in range(400):
        before = AttendanceEntry.objects.count()
        try:
            page.oak.amend(
                page.oak.amina,
                ("B", "K")[turn % 2],
                date=FRIDAY_BEFORE,
                note=f"Number {turn} " + "of many words " * 18,
                by=officer,
                now=at(8, 50),
            )
        except OperationalError as error:
            after = AttendanceEntry.objects.count()
            return {"refused": str(error), "before": before, "after": after, "page": page.send()}
    raise AssertionError("There was always room.")


def gone() -> dict[str, Any]:
    """Send a register after the database's file was taken away, and after it was put back."""
    page = _Page()
    name = str(connection.settings_dict["NAME"])
    page.oak.take("", "N")
    connection.close()
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(name + ending):
            os.rename(name + ending, name + ".away" + ending)
    answers = {"page": page.send(), "script": page.send(**{"X-Requested-With": "fetch"})}
    connection.close()
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(name + ending):
            os.remove(name + ending)
        if os.path.exists(name + ".away" + ending):
            os.rename(name + ".away" + ending, name + ending)
    return {**answers, "kept": page.kept()}


def server_stopped() -> dict[str, Any]:
    """Send a register after PostgreSQL stopped, and after it started again."""
    from pathlib import Path

    from onroll.service import embedded_postgres

    folder = Path(os.environ["ONROLL_DATA"]) / "postgres"
    with embedded_postgres.running(folder, durable=False):
        prepare()
        page = _Page()
        page.oak.take("", "N")
    answers = {"page": page.send(), "script": page.send(**{"X-Requested-With": "fetch"})}
    with embedded_postgres.running(folder, durable=False):
        close_old_connections()  # as a web server does after each request, and the test client does not
        page.form.pop(f"s{page.oak.callum.pk}")
        page.form["do"] = "save"
        answers |= {"afterwards": page.send(), "kept": page.kept()}
        connection.close()
    return answers


def two_mornings() -> dict[str, Any]:
    """Take a morning, amend it the day after, and close it; say what the ledger ends on."""
    from onroll.service.attendance_register.actions.closing import close_register
    from onroll.service.attendance_register.verification import verify_register
    from tests.factories.registers import SERVICE

    oak = AClass()
    oak.take("/", "N", finished=True)
    close_register(school_id=oak.school.pk, date=MONDAY, session="AM", by=SERVICE, now=at(9, 16))
    oak.amend(oak.callum, "I")
    return {"head": verify_register(SERVICE.scope, school_id=oak.school.pk).head, "entries": 3}


def migrated_when_full() -> dict[str, Any]:
    """Fill the ledger, then migrate it as a later Onroll might, which on SQLite makes its table anew: what stands afterwards."""
    from tests.integration.faults.filling import fill

    oak, entries = fill()
    _migrate_the_ledger()
    return {
        "entries": entries,
        "kept": AttendanceEntry.objects.count(),
        "current": CurrentEntry.objects.count(),
        "whole": oak.is_whole(),
        "refused": _refused_by_triggers(),
    }


def _migrate_the_ledger() -> None:
    from django.db import migrations, models
    from django.db.migrations.loader import MigrationLoader

    from onroll.service.audit.ledgers import ATTENDANCE_ENTRIES, install

    class Later(migrations.Migration):
        operations = [
            migrations.AddField("attendanceentry", "later", models.CharField(default="")),
            migrations.RunPython(install(ATTENDANCE_ENTRIES), migrations.RunPython.noop),
        ]

    state = MigrationLoader(connection).project_state()
    with connection.schema_editor() as editor:
        Later("later", "attendance_register").apply(state, editor)


def _refused_by_triggers() -> list[str]:
    from django.db import DatabaseError

    from onroll.service.audit.ledgers import LEDGERS

    refused = []
    for ledger in LEDGERS:
        for sql in (f"UPDATE {ledger.table} SET id = id", f"DELETE FROM {ledger.table}"):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(sql)
            except DatabaseError:
                refused.append(sql)
    return refused


def accepted_at_once(case: str) -> dict[str, Any]:
    """Let two people accept files of one school at the same moment; `case` names which."""
    from tests.integration.faults import accepting

    return getattr(accepting, case)(_together)


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
