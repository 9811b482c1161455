"""Every teacher of the school opens and saves a register at the same moment, against the real web server."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from onroll.benchmarks.pages import register_address, signed_in
from onroll.benchmarks.school import BenchSchool
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry

_HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|key)" value="([^"]+)"')
_ROUNDS_TO_WARM_UP = 4


@dataclass(slots=True)
class Teacher:
    """One teacher's browser: cookies, and what went wrong, if anything."""

    group_id: int
    pupils: list[int]
    cookies: dict[str, str]
    failures: list[str] = field(default_factory=list)

    def take(self, port: int, address: str, code: str) -> None:
        """Open a register and finish it, every pupil present."""
        browser = http.client.HTTPConnection("localhost", port, timeout=60)
        try:
            page = self._ask(browser, "GET", address)
            hidden = dict(_HIDDEN.findall(page))
            form = {**hidden, "do": "finish"}
            for pupil in self.pupils:
                form |= {f"s{pupil}": "", f"c{pupil}": code}
            self._ask(browser, "POST", address, urlencode(form))
        finally:
            browser.close()

    def _ask(
        self, browser: http.client.HTTPConnection, method: str, address: str, body: str | None = None
    ) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        browser.request(method, address, body, headers)
        answer = browser.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status != (200 if method == "GET" else 302):
            self.failures.append(f"{method} {address} answered {answer.status}")
        return text


def at_once(school: BenchSchool, places: list[tuple[dt.date, str]]) -> dict[str, object]:
    """Measure all teachers opening and saving one session's registers, round after round; count what was kept."""
    teachers = [
        Teacher(
            group,
            pupils,
            {"onroll_session": signed_in(school.teachers[group]).cookies["onroll_session"].value},
        )
        for group, pupils in school.groups.items()
    ]
    with _web_server() as port:
        _warm_up(school, teachers, port, places[0])
        seconds = [_round(school, teachers, port, place) for place in places]
    failures = [failure for teacher in teachers for failure in teacher.failures]
    kept = [_kept(school, place) for place in places]
    pupils = sum(map(len, school.groups.values()))
    return {
        "seconds": round(min(seconds), 3),
        "seconds_of_each_round": [round(one, 3) for one in seconds],
        "teachers": len(teachers),
        "failures": failures,
        "lost": sum(pupils - current for _, current in kept),
        "doubled": sum(entries - current for entries, current in kept),
    }


def _round(school: BenchSchool, teachers: list[Teacher], port: int, place: tuple[dt.date, str]) -> float:
    code = "/" if place[1] == "AM" else "\\"
    together = threading.Barrier(len(teachers) + 1)

    def take(teacher: Teacher) -> None:
        together.wait()
        try:
            teacher.take(port, register_address(school, teacher.group_id, *place), code)
        except OSError as error:
            teacher.failures.append(str(error))

    threads = [threading.Thread(target=take, args=(teacher,)) for teacher in teachers]
    for thread in threads:
        thread.start()
    together.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started


def _warm_up(school: BenchSchool, teachers: list[Teacher], port: int, place: tuple[dt.date, str]) -> None:
    """Ask for pages until every worker has its templates and its connections."""
    for teacher in teachers * _ROUNDS_TO_WARM_UP:
        browser = http.client.HTTPConnection("localhost", port, timeout=60)
        browser.request(
            "GET",
            register_address(school, teacher.group_id, *place),
            headers={"Cookie": f"onroll_session={teacher.cookies['onroll_session']}"},
        )
        browser.getresponse().read()
        browser.close()


def _kept(school: BenchSchool, place: tuple[dt.date, str]) -> tuple[int, int]:
    at = {"school_id": school.school_id, "date": place[0], "session": place[1]}
    return AttendanceEntry.objects.filter(**at).count(), CurrentEntry.objects.filter(**at).count()


@contextmanager
def _web_server() -> Iterator[int]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(512)
    descriptor = listener.fileno()
    command = [sys.executable, "-m", "onroll.benchmarks.web_server", str(descriptor)]
    server = subprocess.Popen(  # noqa: S603 - this very program
        command, pass_fds=[descriptor], stdout=subprocess.PIPE, env=os.environ.copy()
    )
    try:
        if server.stdout is None or server.stdout.readline().strip() != b"ready":
            raise RuntimeError("The web server did not start.")
        yield listener.getsockname()[1]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        listener.close()
