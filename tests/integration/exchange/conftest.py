import pytest


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """Give every test a data folder of its own."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"
