"""Why something about people was not done; each message may be shown to the person who asked."""

from __future__ import annotations


class PeopleRefused(Exception):
    """What was asked for was not done."""


class MarkerRefused(PeopleRefused):
    """A marker cannot stand as it was given."""


class NeedRefused(MarkerRefused):
    """A kind of special educational need does not go with the marker."""


class MergeRefused(PeopleRefused):
    """Two rows are not to be made one person, or not now, or not by whoever asks."""


class StaffRefused(PeopleRefused):
    """A member of staff, or a professional, cannot be entered or linked so."""
