"""Jobs whose worker was killed: put back on the queue, and given up after a few attempts.

The queue itself leaves them running for ever. A worker names itself by its machine and process, so another on the same
machine can see that it is gone; on another machine, time has to tell.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket

from django_tasks_db.models import DBTaskResult

ATTEMPTS = 3
#: No job of ours runs this long.
LONGEST_RUN = dt.timedelta(hours=2)


def worker_name() -> str:
    """Return this process's name as a worker."""
    return f"{socket.gethostname()[:40]}/{os.getpid()}/{secrets.token_hex(4)}"


def reap(*, now: dt.datetime) -> tuple[int, int]:
    """Put back jobs whose worker is gone; return how many, and how many were given up. `now` is real time."""
    put_back = given_up = 0
    for job in DBTaskResult.objects.running():
        if not _is_abandoned(job, now):
            continue
        # Only while nobody else has taken it up again in the meantime.
        same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
        if len(job.worker_ids) < ATTEMPTS:
            put_back += same.update(status="READY", started_at=None)
        else:
            given_up += same.update(
                status="FAILED",
                finished_at=now,
                exception_class_path="builtins.RuntimeError",
                traceback=f"Given up: {len(job.worker_ids)} workers ended while they ran it.",
            )
    return put_back, given_up


def _is_abandoned(job: DBTaskResult, now: dt.datetime) -> bool:
    if job.started_at is not None and now - job.started_at > LONGEST_RUN:
        return True
    host, _, rest = (job.worker_ids[-1] if job.worker_ids else "").partition("/")
    process = rest.partition("/")[0]
    return host == socket.gethostname()[:40] and process.isdigit() and not _is_alive(int(process))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
