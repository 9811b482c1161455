"""A stand-in for GOV.UK Notify on this machine, for the client it publishes: it keeps what it takes, and fails as it is told to."""

from __future__ import annotations

import base64
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = "6f1e1b3a-1111-4aaa-8bbb-000000000001", "6f1e1b3a-2222-4aaa-8bbb-000000000002"
KEY = f"made_up-{SERVICE}-{SECRET}"
KINDS = {"sms": "sms", "email": "email", "letter": "letter"}


class NotifyStub:
    """What it has taken, and the failures that come next."""

    def __init__(self) -> None:
        self.address = ""
        self.taken: list[dict[str, Any]] = []
        #: Answers in the place of the next ones: a status, and "taken" where it keeps the message all the same.
        self.next: list[tuple[int, bool]] = []
        #: Seconds before the next answers.
        self.slow: list[float] = []

    def fails(self, *codes: int, takes_it: bool = False) -> None:
        """Let the next requests that send fail with these codes; `takes_it` where the message is taken nevertheless."""
        self.next += [(code, takes_it) for code in codes]

    def says(self, status: str) -> None:
        """Let everything taken so far have come to this."""
        for one in self.taken:
            one["status"] = status


@contextmanager
def a_notify_stub() -> Iterator[NotifyStub]:
    """Serve a stub on loopback."""
    stub = NotifyStub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(stub))
    stub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_of(stub: NotifyStub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if not self._knows_us():
                return self._answer(
                    403, _error(403, "AuthError", "Invalid token: signature, api token not found")
                )
            code, takes_it = stub.next.pop(0) if stub.next else (201, True)
            one = _kept(self.path.rsplit("/", 1)[-1], sent)
            if takes_it:
                stub.taken.append(one)
            if stub.slow:
                time.sleep(stub.slow.pop(0))
            return self._answer(code, {"id": one["id"]} if code == 201 else _errors(code))

        def do_GET(self) -> None:
            if not self._knows_us():
                return self._answer(403, _error(403, "AuthError", "Invalid token"))
            address = urlsplit(self.path)
            if address.path == "/v2/notifications":
                reference = parse_qs(address.query).get("reference", [""])[0]
                found = [one for one in stub.taken if one["reference"] == reference]
                return self._answer(200, {"notifications": found, "links": {}})
            wanted = address.path.rsplit("/", 1)[-1]
            found = [one for one in stub.taken if one["id"] == wanted]
            return (
                self._answer(200, found[0])
                if found
                else self._answer(404, _error(404, "NoResultFound", "No result found"))
            )

        def _knows_us(self) -> bool:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            try:
                return bool(
                    jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})["iss"]
                    == SERVICE
                )
            except jwt.InvalidTokenError:
                return False

        def _answer(self, code: int, body: dict[str, Any]) -> None:
            content = json.dumps(body).encode()
            try:
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client did not wait

        def log_message(self, *_: object) -> None:
            """Keep the tests quiet."""

    return Handler


def _kept(kind: str, sent: dict[str, Any]) -> dict[str, Any]:
    pdf = base64.b64decode(sent["content"]) if "content" in sent else b""
    return {
        "id": str(uuid.uuid4()),
        "reference": sent.get("reference"),
        "type": KINDS[kind],
        "status": "sending",
        "to": sent.get("phone_number") or sent.get("email_address", ""),
        "template": sent.get("template_id", ""),
        "words": sent.get("personalisation", {}),
        "pages": len(pdf) and pdf.count(b"/Type /Page") + pdf.count(b"/Type/Page"),
        "is_pdf": pdf.startswith(b"%PDF"),
    }


def _errors(code: int) -> dict[str, Any]:
    said = {
        400: ("ValidationError", "phone_number Not enough digits"),
        429: ("TooManyRequestsError", "Exceeded send limits (250) for today"),
    }.get(code, ("Exception", "Internal server error"))
    return _error(code, *said)


def _error(code: int, kind: str, message: str) -> dict[str, Any]:
    return {"status_code": code, "errors": [{"error": kind, "message": message}]}
