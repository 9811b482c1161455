"""The web server of `onroll serve`, alone, on a socket that is handed down: `python -m onroll.benchmarks.web_server FD`."""

from __future__ import annotations

import socket
import sys


def main() -> None:
    """Serve until told to stop; say “ready” on standard output once requests are answered."""
    from onroll.cli.serve import THREADS, WORKERS
    from onroll.service import processes
    from onroll.service.start import start_service

    start_service()
    listener = socket.socket(fileno=int(sys.argv[1]))
    processes.serve_web(
        listener, workers=WORKERS, threads=THREADS, on_ready=lambda: print("ready", flush=True)
    )


if __name__ == "__main__":
    main()
