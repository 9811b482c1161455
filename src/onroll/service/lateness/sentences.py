"""Lateness on the audit trail. What the concern is stays with the record itself."""

SENTENCES = {
    "lateness.settings.changed": "changed when a letter about lateness is due",
    "lateness.step.letter": "wrote to the parents of {pupil} about lateness",
    "lateness.step.no letter": "decided that no letter about lateness is needed for {pupil}",
    "lateness.step.looked at": "looked at the pattern of lateness of {pupil}",
    "lateness.step.concern": "told the safeguarding lead of a concern about the lateness of {pupil}",
    "lateness.step.answer": "answered a concern about the lateness of {pupil}",
    "lateness.records.disposed": "disposed of {records} records about lateness made before {before}, after their retention",
}
