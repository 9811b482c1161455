"""The kinds of difference between two systems about one pupil and session."""

from enum import StrEnum


class Kind(StrEnum):
    """Why a session is not counted alike. One of them is given to each session, the first that holds."""

    NOT_KNOWN = "not known here"
    NOT_ON_ROLL = "not on roll here"
    GIVEN_TWICE = "given twice there"
    NOT_UNDERSTOOD = "sign not understood"
    MISSING_THERE = "missing there"
    MISSING_HERE = "missing here"
    COUNTED_DIFFERENTLY = "counted differently"
    READ_DIFFERENTLY = "sign read as another code"
    OTHER_CODE = "another code"

    @property
    def heading(self) -> str:
        """The kind as a heading."""
        return self.value[:1].upper() + self.value[1:]

    @property
    def says(self) -> str:
        """What it means and what to look at, in a sentence."""
        return _SAYS[self]


_SAYS = {
    Kind.NOT_KNOWN: "The file has a pupil whom this school’s roll has never held. Look for a UPN that was changed, or a pupil of another school.",
    Kind.NOT_ON_ROLL: "The file has a mark on a day when the pupil was not on this school’s roll. Compare the starting and leaving days.",
    Kind.GIVEN_TWICE: "The file has two marks for the session that do not agree, so neither can be counted.",
    Kind.NOT_UNDERSTOOD: "The mark is no national code, and the map says nothing of it, so it counts as nothing there.",
    Kind.MISSING_THERE: "There is an entry here, and no mark in the file.",
    Kind.MISSING_HERE: "There is a mark in the file, and no entry here.",
    Kind.COUNTED_DIFFERENTLY: "Both have the same code, and one side does not count it as the other does.",
    Kind.READ_DIFFERENTLY: "The file’s own sign was read by the map as a code other than the one here. The map may be to blame.",
    Kind.OTHER_CODE: "Each side has a national code, and not the same one.",
}
