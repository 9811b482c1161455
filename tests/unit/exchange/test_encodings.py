"""Which encoding a file is in, by rule and never by frequency."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.reading.encodings import encoding_of


def read(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "pupils.csv"
    path.write_bytes(content)
    with path.open(encoding=encoding_of(path, path.name), newline="") as stream:
        return stream.read()


class TestEncodingOf:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_reads_zoe_in(self, tmp_path: Path, encoding: str) -> None:
        assert read(tmp_path, "Zoë Müller – £5".encode(encoding)) == "Zoë Müller – £5"

    def test_reads_utf_16_with_the_high_byte_first(self, tmp_path: Path) -> None:
        assert read(tmp_path, b"\xfe\xff" + "Zoë".encode("utf-16-be")) == "Zoë"

    def test_finds_windows_1252_where_the_first_strange_letter_comes_late(self, tmp_path: Path) -> None:
        assert read(tmp_path, b"a" * 3_000_000 + b"\xe9").endswith("aé")

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"PK\x00\x00junk", "zero bytes"),
            ("Zoë".encode("utf-16-le"), "zero bytes"),
            (b"caf\x81", "neither UTF-8 nor Windows-1252"),
            (b"\xef\xbb\xbfcaf\xe9", "does not go on as such"),
        ],
    )
    def test_refuses_what_is_no_text_and_says_what_to_do(
        self, tmp_path: Path, content: bytes, what: str
    ) -> None:
        with pytest.raises(FileRefused, match=what) as refused:
            read(tmp_path, content)
        assert "pupils.csv" in str(refused.value)
        assert "save it as" in str(refused.value)
