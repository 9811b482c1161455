"""Duties on the audit trail."""

SENTENCES = {
    "registers.register.reminded": "reminded a teacher of a register",
    "duties.feed.made": "made a calendar feed of their duties",
    "duties.feed.ended": "ended a calendar feed of their duties",
    "duties.digest.chosen": "turned their weekly email of what is due {choice}",
    "duties.duty.put_off": "put off a duty",
    "duties.duty.set_aside": "set a duty aside",
    "duties.duty.taken_up": "took a duty up again",
    "duties.duty.handed_on": "handed a duty on",
    "duties.disposed": "disposed of {records} duties that were settled before {before}, after their retention",
}
