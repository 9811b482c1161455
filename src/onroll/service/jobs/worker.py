"""The worker: looks at the clock, puts due jobs on the queue, runs what is on it, and takes up what another left."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from onroll.service import clock
from onroll.service.jobs.after_upgrade import count_after_upgrade
from onroll.service.jobs.reaper import reap, worker_name
from onroll.service.jobs.schedule import tick

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0
#: Looks between two searches for abandoned jobs.
LOOKS_A_REAPING = 15
#: Jobs run before the clock is looked at again.
JOBS_A_LOOK = 10


def run_worker(*, once: bool = False, wait: Callable[[float], None] = time.sleep) -> None:
    """Run jobs until the process is told to stop; `once`, until the queue is empty.

    Killed at any point, it leaves at most one job half-way, whose transaction the database undoes and which is put back.
    """
    name, looks = worker_name(), 0
    while True:
        try:
            if looks == 0:
                count_after_upgrade()
            if looks % LOOKS_A_REAPING == 0:
                reap(now=clock.real_now())
            tick(clock.now())
            ran = _run_some(name, JOBS_A_LOOK)
        except OperationalError:
            # Locked, full or gone for a moment: what was begun was undone, and the next look begins it again.
            logger.exception("the database did not answer")
            close_old_connections()
            ran = 0
        looks += 1
        if ran == 0:
            if once:
                return
            wait(SECONDS_BETWEEN_LOOKS)


def _run_some(name: str, most: int) -> int:
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=most,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.run()
    return int(worker._run_tasks)
