"""The receipt links of a demo's notices lead to where the demo is served."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("served_at", "link"),
    [
        ("http://localhost:8123", "http://localhost:8123/notices/one/"),
        (None, "http://localhost:8000/notices/one/"),
    ],
)
def test_lead_to_where_it_is_served(monkeypatch, served_at, link):
    from onroll.service.demo.writing.notices import SERVED_AT, link_of

    monkeypatch.delenv(SERVED_AT, raising=False)
    if served_at:
        monkeypatch.setenv(SERVED_AT, served_at)
    assert link_of("one") == link


def test_serving_says_where(monkeypatch):
    from onroll.cli import serve
    from onroll.service import data_folder, start

    def stop(**_given):
        raise KeyboardInterrupt

    monkeypatch.setenv("ONROLL_DEMO_ADDRESS", "")
    monkeypatch.setattr(serve, "_listen", lambda host, port: None)
    monkeypatch.setattr(data_folder, "data_folder", lambda: None)
    monkeypatch.setattr(start, "serving_from", lambda folder: None)
    monkeypatch.setattr(start, "start_service", lambda **given: None)
    monkeypatch.setattr(serve, "_prepare", stop)
    with pytest.raises(KeyboardInterrupt):
        serve.serve(port=8123, host="127.0.0.1", data=None, empty=False, postgres=False, now=None)
    assert serve.os.environ["ONROLL_DEMO_ADDRESS"] == "http://localhost:8123"
