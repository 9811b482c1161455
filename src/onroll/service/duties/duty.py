"""What a duty is: something a named person must now do, by a time, because of a rule and some entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onroll.law.citation import Citation


class Kind(StrEnum):
    """The kinds of duty, in the order of a morning; `web/status_labels.py` gives each its words and colour."""

    REGISTER = "register"
    NOTICE = "notice"
    FOLLOW_UP = "follow up"
    MESSAGE = "message"
    UNEXPLAINED = "unexplained"
    BLANK = "blank"
    PLAN = "plan"
    LEAVE = "leave"
    ELSEWHERE = "elsewhere"
    EXCLUSION = "exclusion"
    PARENT = "parent"
    LATE = "late"
    TIMETABLE = "timetable"
    ILLNESS = "illness"
    LESSON = "lesson"
    CHECK = "check"


class DeedName(StrEnum):
    """What can be done about a duty; the pages know where each is done."""

    REMIND = "remind"
    OPEN_REGISTER = "open register"
    OPEN_ENTRY = "open entry"
    OPEN_ABSENCE = "open absence"
    ENTER_PLANS = "enter plans"
    OPEN_CHECK = "open check"
    OPEN_LEAVE = "open leave"
    OPEN_PROVIDER = "open provider"
    OPEN_REMOTE = "open remote"
    OPEN_GUESTS = "open guests"
    OPEN_EXCLUSION = "open exclusion"
    OPEN_QUESTION = "open question"
    OPEN_CORRECTION = "open correction"
    OPEN_MESSAGE = "open message"
    OPEN_LATENESS = "open lateness"
    OPEN_LATE_LETTERS = "open late letters"
    OPEN_CONCERN = "open concern"
    OPEN_NOTICES = "open notices"
    OPEN_NOTICE = "open notice"
    OPEN_ESCALATION = "open escalation"
    OPEN_CALLS = "open calls"
    RECORD_VISIT = "record visit"
    OPEN_TIMETABLE = "open timetable"
    OPEN_ILLNESS = "open illness"
    OPEN_MISSING = "open missing"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do about a duty: the words of its button, and the ids and dates it needs."""

    name: DeedName
    words: str
    of: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryOf:
    """An entry that a duty rests on."""

    pupil_id: int
    date: dt.date
    session: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a duty is of, as it is kept: `key` names it for good, its words hold no name of a person."""

    key: str
    words: str
    on: dt.date
    session: str = ""
    group_id: int | None = None
    pupil_id: int | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. `is_now` says it should be done before anything else; `due` orders the rest.

    A line of Today may be of several things, which are settled one by one: `items`.
    """

    rule: str
    kind: Kind
    title: str
    why: str
    who: str
    due: dt.datetime
    is_now: bool
    citation: Citation
    deeds: tuple[Deed, ...]
    items: tuple[Item, ...]
    entries: tuple[EntryOf, ...] = ()
    reminded_at: dt.datetime | None = None
