"""The letters that the bench sets: each its own, in the pieces in which a school prints them."""

from __future__ import annotations

from onroll.benchmarks import letters


def test_are_all_set_in_pieces(monkeypatch):
    monkeypatch.setattr(letters, "LETTERS", 5)
    monkeypatch.setattr(letters, "A_PIECE", 2)
    pieces = []
    monkeypatch.setattr(
        letters,
        "set_letters",
        lambda school, some, **_: pieces.append([one.subject for one in some]) or b"%PDF",
    )
    assert letters.letters()["letters"] == 5
    assert [len(one) for one in pieces] == [2, 2, 1]
    assert len({subject for one in pieces for subject in one}) == 5
