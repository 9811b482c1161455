"""Server times of pages, asked in this process as a web server asks them: through every middleware, signed in."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from itertools import cycle, islice
from urllib.parse import urlencode

from django.db import connection, connections
from django.test import Client
from django.test.client import ClientHandler

from onroll.benchmarks.commands import run_command
from onroll.benchmarks.counting import Taken, spread, statements, taken_by
from onroll.benchmarks.made_up import DAYS, school_days
from onroll.benchmarks.school import BenchSchool
from onroll.service.access import row_security
from onroll.service.access.models import User
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.garbage import search_less_often

REQUESTS = 90


class NotAnswered(Exception):
    """A page answered something else than it should, so its time means nothing."""


@contextmanager
def as_a_web_process() -> Iterator[None]:
    """See no school's rows but those a request opens, as web processes do on PostgreSQL."""
    options = connections.settings["default"].get("OPTIONS", {})
    connection.close()
    row_security.close_by_default()
    search_less_often()
    try:
        yield
    finally:
        connection.close()
        connections.settings["default"]["OPTIONS"] = options


def signed_in(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client(SERVER_NAME="localhost")
    client.handler = _one_server()
    client.force_login(user)
    return client


@cache
def _one_server() -> ClientHandler:
    """Return what answers every browser: a web server loads its middleware once, and not once a browser."""
    return ClientHandler(enforce_csrf_checks=False)


def register_address(school: BenchSchool, group_id: int, day: dt.date, session: str) -> str:
    """Return the address of a register."""
    return f"/schools/{school.school_id}/registers/{group_id}/{day.isoformat()}/{session.lower()}/"


def open_register(school: BenchSchool, place: tuple[dt.date, str]) -> dict[str, object]:
    """Measure opening the register of thirty pupils that nobody has taken yet."""
    groups = school.groups_of_thirty
    return ask_in_turn(
        [(signed_in(school.teachers[group]), register_address(school, group, *place)) for group in groups]
    )


def save_registers(school: BenchSchool, places: list[tuple[dt.date, str]]) -> dict[str, object]:
    """Measure finishing registers of thirty pupils that were blank: every one has a code."""
    forms = [
        (
            signed_in(school.teachers[group]),
            register_address(school, group, *place),
            _blank_form(school, group, place[1]),
        )
        for place in places
        for group in school.groups_of_thirty
    ]
    sent, times = _sent(forms)
    return {**spread(times), "statements": sent}


def change_registers(school: BenchSchool, places: list[tuple[dt.date, str]]) -> dict[str, object]:
    """Measure changing all thirty marks of registers taken today, again and again: every original is kept."""
    statements_sent = 0
    times: list[Taken] = []
    for code in ("N", "I", "M"):
        row_security.limit_to([school.school_id])
        forms = [
            (
                signed_in(school.teachers[group]),
                register_address(school, group, *place),
                _changed_form(school, group, place, code),
            )
            for place in places
            for group in school.groups_of_thirty
        ]
        row_security.lift()
        statements_sent, took = _sent(forms)
        times += took
    return {**spread(times), "statements": statements_sent}


def pupil_page(school: BenchSchool) -> dict[str, object]:
    """Measure a pupil's page with the year, for the attendance officer."""
    client = signed_in(school.officer)
    pupils = [pupils[0] for pupils in school.groups.values()]
    return ask_in_turn([(client, f"/schools/{school.school_id}/pupils/{pupil}/") for pupil in pupils])


def call_list(school: BenchSchool, place: tuple[dt.date, str], calls: int) -> dict[str, object]:
    """Measure the call list of a session, for the attendance officer, with so many calls on it."""
    day, session = place
    address = f"/schools/{school.school_id}/absences/?date={day.isoformat()}&session={session}"
    return {**ask_in_turn([(signed_in(school.officer), address)]), "calls": calls}


def year_report(school: BenchSchool) -> dict[str, object]:
    """Measure a year report of every pupil, once their figures are counted: its first page, and all of it as a file."""
    counted = run_command("extract", environment=os.environ)
    client, address = signed_in(school.officer), f"/schools/{school.school_id}/figures/pupils/"
    export = f"{address}?as=csv"
    size = _get(client, export)
    return {
        **ask_in_turn([(client, address)]),
        "extract_and_count_seconds": round(counted.seconds, 2),
        "export_seconds": round(
            min(taken_by(partial(_get, client, export)).clock for _ in range(5)) / 1_000, 2
        ),
        "export_kilobytes": round(size / 1024, 1),
    }


def school_figures(school: BenchSchool) -> dict[str, object]:
    """Measure the pages of a school's figures, once they are counted; whom they name, they name to the attendance officer."""
    run_command("extract", environment=os.environ)
    home = f"/schools/{school.school_id}/figures/"
    return sheets(signed_in(school.officer), home, _OF_A_SCHOOL, requests=30)


_MIDDLE = school_days(DAYS)[DAYS // 2].isoformat()
_OF_A_SCHOOL = {
    "overview": "",
    "groups": "groups/",
    "sex_by_year_group": "groups/?by=sex&and=year_group",
    "patterns": "patterns/",
    "codes": "codes/",
    "pupils": "pupils/",
    "near": "near/",
    "movers": "movers/",
    "what_if_of_absence": "what-if/?per-cent=8",
    "what_if_of_notices": "what-if/?sessions=6&weeks=4",
    "before_and_after": f"before-and-after/?day={_MIDDLE}",
    "quality": "quality/",
    "missing": "missing/",
}


def sheets(browser: Client, home: str, addresses: Mapping[str, str], *, requests: int) -> dict[str, object]:
    """Measure several pages under one address, each by the name it goes under, and the slowest and largest of them."""
    pages = {
        name: ask_in_turn([(browser, home + page)], requests=requests) for name, page in addresses.items()
    }
    return {
        "slowest_page_ms": max(float(str(one["median_ms"])) for one in pages.values()),
        "largest_page_kilobytes": max(float(str(one["kilobytes"])) for one in pages.values()),
        "pages": pages,
    }


def ask_in_turn(pages: list[tuple[Client, str]], *, requests: int = REQUESTS) -> dict[str, object]:
    """Ask for pages in turn, again and again, after each has been asked for once; the very first is told apart."""
    first = taken_by(partial(_get, *pages[0])).clock
    size = max(_get(*page) for page in pages)
    sent = statements(partial(_get, *pages[0]))
    times = [taken_by(partial(_get, *page)) for page in islice(cycle(pages), requests)]
    return {
        **spread(times),
        "first_ms": round(first, 1),
        "statements": len(sent),
        "kilobytes": round(size / 1024, 1),
    }


Form = dict[str, str]


def _sent(forms: list[tuple[Client, str, Form]]) -> tuple[int, list[Taken]]:
    """Send forms, each from a page that was opened before; return the first one's statements, and how long the rest took."""
    for client, address, _ in forms:
        _get(client, address)
    first, *others = forms
    sent = statements(partial(_post, *first))
    return len(sent), [taken_by(partial(_post, *form)) for form in others]


def _get(client: Client, address: str) -> int:
    """Ask for a page; return its size in bytes."""
    answer = client.get(address)
    _refuse_unless(answer.status_code, 200, answer.content)
    return len(answer.content)


def _post(client: Client, address: str, form: Form) -> None:
    answer = client.post(address, urlencode(form), content_type="application/x-www-form-urlencoded")
    _refuse_unless(answer.status_code, 302, answer.content)


def _blank_form(school: BenchSchool, group: int, session: str) -> Form:
    form = {"key": uuid.uuid4().hex, "do": "finish"}
    for pupil in school.groups[group]:
        form |= {
            f"s{pupil}": "",
            f"c{pupil}": "/" if session == "AM" else "\\",
            f"o{pupil}": "",
            f"m{pupil}": "",
        }
    return form


def _changed_form(school: BenchSchool, group: int, place: tuple[dt.date, str], code: str) -> Form:
    day, session = place
    standing = CurrentEntry.objects.filter(pupil_id__in=school.groups[group], date=day, session=session)
    form = {"key": uuid.uuid4().hex, "do": "finish", "reason": "Sent for the wrong class"}
    for entry_id, pupil, seen in standing.values_list("entry_id", "pupil_id", "code"):
        form |= {f"s{pupil}": f"{entry_id}|{seen}||", f"c{pupil}": code, f"o{pupil}": "", f"m{pupil}": ""}
    return form


def _refuse_unless(status: int, due: int, content: bytes) -> None:
    if status != due:
        words = content.decode(errors="replace").partition("<main")[2][:2_000]
        raise NotAnswered(f"A page answered {status} where {due} was due: {words}")
