"""The pages of the demo's secondary school, of some 1,500 pupils with a term behind them: each as a web server answers it.

A demo holds what a school has that keeps everything: arrangements, awards, letters, duties. It is made in a process and a data
folder of its own: `python -m onroll.benchmarks.pages_of_1500 FILE`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from onroll.service import embedded_postgres
from onroll.service.clock import LONDON

if TYPE_CHECKING:
    from onroll.service.access.models import User
    from onroll.service.organisations.models import School

#: A Friday late in the first term.
AT = dt.datetime(2026, 11, 27, 9, 5, tzinfo=LONDON)
_REQUESTS, _PUPILS = 30, 10


def pages_of_1500(engine: str) -> dict[str, object]:
    """Make a demo on an engine, and measure the pages of its largest school."""
    with tempfile.TemporaryDirectory(prefix="onroll-bench-demo-") as name:
        folder = Path(name)
        data, out = folder / "data", folder / "figures.json"
        data.mkdir()
        with _database(engine, data) as url:
            environment = {**os.environ, "ONROLL_DATA": str(data), "ONROLL_DATABASE_URL": url}
            environment.pop("ONROLL_CLOCK_OFFSET", None)
            subprocess.run(  # noqa: S603 - this very program
                [sys.executable, "-m", __name__, str(out)], env=environment, check=True, stdout=sys.stderr
            )
        return json.loads(out.read_text())


def _database(engine: str, data: Path) -> AbstractContextManager[str]:
    if engine == "postgres":
        return embedded_postgres.running(data / embedded_postgres.FOLDER)
    return nullcontext("")


def _measured() -> dict[str, object]:
    from rich.console import Console

    from onroll.benchmarks.counting import taken_by
    from onroll.benchmarks.pages import as_a_web_process, ask_in_turn, signed_in
    from onroll.benchmarks.settling import settle
    from onroll.service.demo import opening

    making = taken_by(lambda: opening.make(now=AT, console=Console(file=sys.stderr)))
    settle()
    school = _largest()
    wanted = _pages(school)
    with as_a_web_process():
        browsers = {role: signed_in(user) for role, user in _people(school).items()}
        pages = {
            name: ask_in_turn([(browsers[role], address) for address in addresses], requests=_REQUESTS)
            for name, (role, addresses) in wanted.items()
        }
    return {
        "making_the_demo_seconds": round(making.clock / 1_000, 1),
        "slowest_page_ms": max(float(str(one["median_ms"])) for one in pages.values()),
        "pupil_page_ms": pages["pupil"]["median_ms"],
        "pupil_page_statements": pages["pupil"]["statements"],
        "pages": {
            name: {key: one[key] for key in ("median_ms", "computing_median_ms", "statements", "kilobytes")}
            for name, one in pages.items()
        },
    }


def _pages(school: School) -> dict[str, tuple[str, list[str]]]:
    """Return each page by the name it goes under: who opens it, and its addresses."""
    from onroll.service.admission_register.models import Enrolment
    from onroll.service.recognition.models import Award

    home, officer, head = f"/schools/{school.pk}", "attendance_officer", "head"
    here = Enrolment.objects.filter(school=school, last_day=None).order_by("pupil_id")
    award = Award.objects.filter(school=school).order_by("pk").values_list("pk", flat=True)[0]
    pupils = [f"{home}/pupils/{one}/" for one in here.values_list("pupil_id", flat=True)[:_PUPILS]]
    return {
        "today_of_the_office": (officer, [f"{home}/today/"]),
        "today_of_the_head": (head, [f"{home}/today/"]),
        "checks": (officer, [f"{home}/checks/"]),
        "pupil": (officer, pupils),
        "late": (officer, [f"{home}/late/"]),
        "late_file": (officer, [f"{home}/late/file/"]),
        "illness": (officer, [f"{home}/medical/"]),
        "arrangements": (officer, [f"{home}/arrangements/"]),
        "awards": (head, [f"{home}/recognition/"]),
        "award": (head, [f"{home}/recognition/{award}/"]),
        "whom_an_award_leaves_out": (head, [f"{home}/recognition/{award}/check/"]),
        "certificates": (head, [f"{home}/recognition/{award}/certificates/"]),
        "call_list": (officer, [f"{home}/absences/"]),
        "board": (officer, [f"{home}/registers/"]),
        "pupils": (officer, [f"{home}/pupils/"]),
        "lessons": (officer, [f"{home}/lessons/"]),
        "figures": (head, [f"{home}/figures/"]),
        "figures_opened": (head, [f"{home}/figures/open/?measure=absence_percent"]),
        "figures_opened_of_a_code": (head, [f"{home}/figures/open/?measure=code+I"]),
        "figures_of_pupils": (head, [f"{home}/figures/pupils/"]),
        "figures_near_a_threshold": (head, [f"{home}/figures/near/"]),
        "figures_before_and_after": (head, [f"{home}/figures/before-and-after/?began=contact"]),
        "figures_of_quality": (head, [f"{home}/figures/quality/"]),
        "figures_sessions_missing": (head, [f"{home}/figures/missing/"]),
    }


def _largest() -> School:
    from django.db.models import Count

    from onroll.service.organisations.models import School

    return School.objects.annotate(size=Count("enrolments")).order_by("-size")[0]


def _people(school: School) -> dict[str, User]:
    from onroll.service.access.models import RoleHeld

    held = RoleHeld.objects.filter(school=school, last_day=None).select_related("user").order_by("-pk")
    return {one.role: one.user for one in held}


def main() -> None:
    """Make the demo, measure, and write the figures as JSON on the file named."""
    from onroll.service.start import start_service

    start_service(may_be_new=True)
    Path(sys.argv[1]).write_text(json.dumps(_measured()))


if __name__ == "__main__":
    main()
