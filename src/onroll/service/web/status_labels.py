"""Every status people see: its words and its colour, from this one table."""

from __future__ import annotations

from typing import NamedTuple

from onroll.service.correspondence.status import SAID


class Label(NamedTuple):
    """The words of a status, and the GOV.UK tag colour it is shown in; never the colour alone."""

    words: str
    colour: str


LABELS: dict[str, dict[str, Label]] = {
    "register": {
        "not held": Label("No session", "grey"),
        "no pupils": Label("No pupils", "grey"),
        "not due": Label("Not yet open", "grey"),
        "not started": Label("Not started", "yellow"),
        "part": Label("Part done", "orange"),
        "taken": Label("Taken", "green"),
        "taken late": Label("Taken late", "orange"),
        "missing": Label("Missing", "red"),
    },
    "submission": {
        "taking": Label("Register taken", "teal"),
        "arrival": Label("Arrival", "yellow"),
        "amendment": Label("Amendment", "purple"),
        "planned": Label("From a plan", "blue"),
        "closure": Label("School closed", "grey"),
        "bulk": Label("Bulk edit", "purple"),
        "undo": Label("Bulk edit undone", "purple"),
        "import": Label("Imported", "grey"),
        "closing": Label("Register closed", "teal"),
        "disposal": Label("Disposed of", "grey"),
    },
    "duty": {
        "register": Label("Register", "red"),
        "notice": Label("Notice", "purple"),
        "follow up": Label("Follow-up", "orange"),
        "message": Label("Message", "orange"),
        "unexplained": Label("Code N", "red"),
        "blank": Label("Blank", "orange"),
        "plan": Label("Plan", "blue"),
        "leave": Label("Leave", "blue"),
        "elsewhere": Label("Elsewhere", "blue"),
        "exclusion": Label("Exclusion", "orange"),
        "parent": Label("From a parent", "blue"),
        "late": Label("Late", "yellow"),
        "timetable": Label("Part time", "blue"),
        "illness": Label("Illness", "blue"),
        "lesson": Label("Missing", "red"),
        "check": Label("Check", "grey"),
        "set_up": Label("Set-up", "yellow"),
    },
    "duty_state": {
        "open": Label("To do", "yellow"),
        "overdue": Label("Overdue", "red"),
        "put off": Label("Put off", "blue"),
        "set aside": Label("Set aside", "grey"),
        "settled": Label("Settled", "green"),
    },
    "follow up": {
        "not tried": Label("Not tried yet", "red"),
        "tried": Label("Tried", "orange"),
        "answered": Label("Answered", "yellow"),
        "spoke": Label("Spoke", "yellow"),
        "reason waiting": Label("Reason to accept", "blue"),
        "accounted for": Label("Said where", "green"),
        "escalated": Label("With safeguarding", "purple"),
        "seen": Label("Seen", "green"),
    },
    "notice": {
        "not delivered": Label("Not delivered", "red"),
        "to tell": Label("To send", "yellow"),
        "to chase": Label("To chase", "orange"),
        "awaited": Label("Receipt awaited", "blue"),
        "settled": Label("No receipt needed now", "grey"),
        "received": Label("Received", "green"),
    },
    "reason": {
        "waiting": Label("To accept", "blue"),
        "accepted": Label("Accepted", "green"),
        "declined": Label("Declined", "grey"),
    },
    "from parent": {
        "waiting": Label("To answer", "yellow"),
        "amended": Label("Put right", "green"),
        "stays": Label("Stays as it is", "grey"),
        "confirmed": Label("Confirmed", "green"),
        "declined": Label("Not changed", "grey"),
        "replaced": Label("Sent again since", "grey"),
        "read": Label("Read", "green"),
    },
    "exclusion": {
        "to come": Label("To come", "blue"),
        "now": Label("Now", "orange"),
        "over": Label("Over", "grey"),
        "cancelled": Label("Cancelled", "grey"),
    },
    "provider": {
        "checked": Label("Checked", "green"),
        "to check": Label("To check", "yellow"),
        "lapsed": Label("A check lapsed", "red"),
        "ended": Label("Ended", "grey"),
    },
    "provider answer": {
        "present": Label("Present", "green"),
        "late": Label("Late", "yellow"),
        "absent": Label("Absent", "red"),
    },
    "arrangement": {
        "to come": Label("To come", "blue"),
        "now": Label("Now", "green"),
        "over": Label("Over", "grey"),
        "withdrawn": Label("Withdrawn", "grey"),
    },
    "leave": {
        "to decide": Label("To decide", "yellow"),
        "not decided": Label("Never decided", "red"),
        "granted": Label("Granted", "green"),
        "part": Label("Granted in part", "teal"),
        "refused": Label("Refused", "orange"),
        "withdrawn": Label("Withdrawn", "grey"),
    },
    "late letter": {
        "none due": Label("None due", "grey"),
        "due": Label("Letter due", "yellow"),
        "written": Label("Written to", "green"),
        "not needed": Label("No letter needed", "grey"),
    },
    "timetable": {
        "to sign": Label("To agree", "yellow"),
        "not agreed": Label("Never agreed", "grey"),
        "coming": Label("To begin", "blue"),
        "running": Label("Now", "green"),
        "over": Label("Over", "red"),
        "ended": Label("Ended", "grey"),
        "dropped": Label("Withdrawn", "grey"),
    },
    "finding": {
        "urgent": Label("Urgent", "red"),
        "mend": Label("To mend", "orange"),
        "look": Label("Look into", "blue"),
    },
    "changeset": {
        "pending": Label("Waiting", "grey"),
        "reading": Label("Being read", "blue"),
        "ready": Label("To review", "yellow"),
        "accepting": Label("Being accepted", "blue"),
        "accepted": Label("Accepted", "green"),
        "refused": Label("Refused", "red"),
        "cancelled": Label("Cancelled", "grey"),
        "failed": Label("Stopped", "red"),
    },
    "comparison": {
        "pending": Label("Waiting", "grey"),
        "running": Label("Being compared", "blue"),
        "ready": Label("Compared", "green"),
        "refused": Label("Refused", "red"),
        "failed": Label("Stopped", "red"),
    },
    "published": {
        "read": Label("To review", "yellow"),
        "in use": Label("In use", "green"),
        "cancelled": Label("Set aside", "grey"),
    },
    "message": {
        "waiting": Label(SAID["waiting"], "blue"),
        "held": Label(SAID["held"], "blue"),
        "going": Label(SAID["going"], "blue"),
        "retrying": Label(SAID["retrying"], "yellow"),
        "in the outbox": Label(SAID["in the outbox"], "grey"),
        "to print": Label(SAID["to print"], "yellow"),
        "posted": Label(SAID["posted"], "green"),
        "sent": Label(SAID["sent"], "teal"),
        "delivered": Label(SAID["delivered"], "green"),
        "not delivered": Label(SAID["not delivered"], "red"),
        "given up": Label(SAID["given up"], "red"),
        "may have gone": Label(SAID["may have gone"], "orange"),
        "cancelled": Label(SAID["cancelled"], "grey"),
        "too late": Label(SAID["too late"], "orange"),
    },
    "plan": {
        "current": Label("Now", "green"),
        "coming": Label("Coming", "blue"),
        "past": Label("Past", "grey"),
        "cancelled": Label("Cancelled", "grey"),
    },
}


def status_of(table: str, key: object) -> Label:
    """Return the words and colour of a status; raises KeyError for one that the table lacks."""
    return LABELS[table][str(key)]
