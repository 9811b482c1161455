"""The two processes of a small service, held by a third: the web server and the jobs worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType

from gunicorn.app.base import BaseApplication

# Forked, so that Django is loaded once and a second start takes about a second.
_processes = multiprocessing.get_context("fork")

SECONDS_TO_STOP = 15
SECONDS_BEFORE_RESTART = 2


class WebServer(BaseApplication):
    """Gunicorn on a listening socket of ours, with the application already loaded."""

    def __init__(self, application: Callable[..., object], options: dict[str, object]) -> None:
        self.application = application
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., object]:
        """Return the application."""
        return self.application


def serve_web(listener: socket.socket, *, workers: int, threads: int, on_ready: Callable[[], object]) -> None:
    """Serve the pages until told to stop."""
    # Every page is loaded before the workers fork: once, shared, and one that cannot be loaded is known now.
    import onroll.service.urls  # noqa: F401
    from onroll.service.garbage import search_less_often
    from onroll.service.wsgi import application

    search_less_often()
    WebServer(
        application,
        {
            "bind": f"fd://{listener.fileno()}",
            "preload_app": True,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "keepalive": 5,
            "timeout": 120,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _: on_ready(),
        },
    ).run()


class Stopped(Exception):
    """Somebody asked the service to stop."""


def hold(programs: dict[str, Callable[[], None]], *, essential: str, say: Callable[[str], None]) -> int:
    """Run each program in a process of its own until a signal, or until the essential one ends; return an exit status.

    Another that ends early is started again.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    held: dict[str, ForkProcess] = {}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        while True:
            for name, program in programs.items():
                if name not in held:
                    held[name] = _processes.Process(target=_run, args=(program,), name=name)
                    held[name].start()
            wait([process.sentinel for process in held.values()])
            for name in [name for name, process in held.items() if not process.is_alive()]:
                if name == essential:
                    say(f"The {name} stopped with status {held[name].exitcode}.")
                    return held[name].exitcode or 1
                say(f"The {name} stopped with status {held[name].exitcode}; starting it again.")
                del held[name]
                time.sleep(SECONDS_BEFORE_RESTART)
    except Stopped:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _stop(list(held.values()))


def _run(program: Callable[[], None]) -> None:
    # Ctrl-C reaches the whole group; the holder alone answers it, and tells the rest.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_holder, daemon=True).start()
    try:
        program()
    except SystemExit as ending:
        sys.exit(ending.code)


def _end_with_the_holder() -> None:
    # A holder that was killed tells nobody; without this its port would stay taken.
    holder = multiprocessing.parent_process()
    if holder is not None:
        holder.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _stop(processes: list[ForkProcess]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(SECONDS_TO_STOP)
        if process.is_alive():
            process.kill()
            process.join()
