"""An authority's pages of figures, from a county's year: run as a program, because settings are read once a process.

The county's tables are counted as the night counts an authority's extract; no register is made for them.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onroll.analysis.analyse import Inputs, count_files
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.kept import keep_counted
from onroll.analysis.measures import cells
from onroll.analysis.report.moves import EDGES
from onroll.analysis.totals import national_totals
from onroll.benchmarks.analysis import YEAR

#: What is asked of the authority's figures, by the name it goes under in the document.
PAGES = {
    "overview": "",
    "schools": "schools/",
    "groups": "groups/",
    "groups_by_school": "groups/?by=school",
    "patterns": "patterns/",
    "sex_by_free_meals": "groups/?by=sex&and=fsm",
    "near": "near/",
    "movers": "movers/",
    "what_if": "what-if/?per-cent=12",
    "quality": "quality/",
    "year_group_by_ethnicity": "groups/?by=year_group&and=ethnicity",
}
_REQUESTS = 30
_DISTRICTS, _TRUSTS = 8, 40
_COUNTED_AT = dt.datetime(YEAR + 1, 8, 31, 2, 30, tzinfo=dt.UTC)


def main(county: Path, out: Path) -> None:
    """Count the county for an authority, ask for its pages, and write how long each took."""
    with tempfile.TemporaryDirectory(prefix="onroll-bench-authority-", dir=out.parent) as folder:
        os.environ |= {"ONROLL_DATA": folder, "ONROLL_DATABASE_URL": ""}
        from onroll.service.start import start_service

        start_service(postgres=False, may_be_new=True)
        out.write_text(json.dumps(_measured(county)))


def _measured(county: Path) -> dict[str, Any]:
    from onroll.benchmarks.pages import as_a_web_process, sheets, signed_in
    from onroll.service.access.models import RoleHeld, User
    from onroll.service.organisations.models import Authority

    authority = Authority.objects.create(name="Benchshire", code="999")
    started = time.perf_counter()
    size = _count(county, authority)
    counted = time.perf_counter() - started
    user = User.objects.create_user("support", name="Mx Support", created_at=_COUNTED_AT)
    RoleHeld.objects.create(
        user=user, role="attendance_support_officer", first_day=dt.date(YEAR, 9, 1), authority=authority
    )
    home = f"/authorities/{authority.pk}/figures/"
    with as_a_web_process():
        asked = sheets(signed_in(user), home, PAGES, requests=_REQUESTS)
    return {**asked, "counting_seconds": round(counted, 1), "kept_megabytes": round(size / 1e6, 1)}


def _count(county: Path, authority: Any) -> int:
    """Count the county's tables and keep its figures; return the size of what is kept, in bytes."""
    from onroll.service.figures import bodies, store
    from onroll.service.figures.counting import GROUPINGS, SLICED

    path = store.kept_path(f"{bodies.AUTHORITY}-{authority.pk}", YEAR)
    path.parent.mkdir(parents=True, exist_ok=True)
    asked = GROUPINGS[bodies.AUTHORITY]
    with DuckDBEngine(memory="2GB", folder=path.parent) as engine:
        given = Inputs(county / "entries", _placed(engine, county, authority), county / "calendar.parquet")
        scope, _ = count_files(engine, given, groupings=asked, sliced=SLICED)
        found = cells(engine, scope, asked, sliced=SLICED)
        schools = [school for (school,) in engine.rows("SELECT DISTINCT school FROM enrolments")]
        about = {
            "made_from": {school: ["0"] for school in schools},
            "counted_at": _COUNTED_AT.isoformat(),
            "equal_at": _COUNTED_AT.isoformat(),
            "totals": national_totals(engine, scope),
            "of_schools": _of_schools(schools),
        }
        keep_counted(engine, scope, found, path, about=about)
    return path.stat().st_size


def _of_schools(schools: Sequence[str]) -> dict[str, Any]:
    """Make up what is kept of each school, as much as a school has: no school is counted by itself here."""
    pairs = {
        "until 2026-06-29>whole": [["until 2026-06-29", "Year up to 3 Jul 2026"], ["whole", "Year to date"]],
        "autumn term>spring term": [["autumn term", "Autumn term"], ["spring term", "Spring term"]],
        "spring term>summer term": [["spring term", "Spring term"], ["summer term", "Summer term"]],
    }
    moves = [0, 0, *([before, after, 12] for before in EDGES for after in EDGES)]
    from onroll.service.attendance_register.checks import CHECKS

    findings = {check.name: 3 for check in CHECKS}
    one = {"moves": dict.fromkeys(pairs, moves), "towards": 20, "findings": findings}
    return {"pairs": pairs, "schools": dict.fromkeys(schools, one)}


def _placed(engine: DuckDBEngine, county: Path, authority: Any) -> Path:
    """Make the schools, and the table of pupils with the districts and trusts they are in."""
    from onroll.service.organisations.models import District, School, Trust

    districts = [
        District.objects.create(authority=authority, name=f"District {n + 1}") for n in range(_DISTRICTS)
    ]
    trusts = [Trust.objects.create(name=f"Trust {n + 1}") for n in range(_TRUSTS)]
    pupils = f"read_parquet({literal(str(county / 'pupils.parquet'))})"
    urns = engine.rows(f"SELECT school, any_value(phase) FROM {pupils} GROUP BY school ORDER BY school")
    School.objects.bulk_create(
        School(
            authority=authority,
            district=districts[number % _DISTRICTS],
            trust=trusts[number % _TRUSTS],
            name=f"School {number + 1}",
            urn=urn,
            dfe_number=f"999{2000 + number}",
            phase=phase,
            kind="academy",
            lowest_age=4,
            highest_age=18,
        )
        for number, (urn, phase) in enumerate(urns)
    )
    into = engine.folder / "pupils.parquet"
    number = f"(CAST(school AS INTEGER) - {int(urns[0][0])})"
    engine.connection.execute(
        f"COPY (SELECT *, 'District ' || ({number} % {_DISTRICTS} + 1) AS district, "
        f"'Trust ' || ({number} % {_TRUSTS} + 1) AS trust, fsm AS pupil_premium FROM {pupils}) "
        f"TO {literal(str(into))} (FORMAT parquet)"
    )
    return into


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
