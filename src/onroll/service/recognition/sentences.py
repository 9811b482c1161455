"""Recognition on the audit trail."""

SENTENCES = {
    "recognition.award.made": "made an award for attendance",
    "recognition.award.checked": "looked at whom an award leaves out",
    "recognition.award.ended": "ended an award for attendance",
    "recognition.given": "gave {pupil} an award for attendance",
    "recognition.taken back": "took back the award given to {pupil}",
    "recognition.records.disposed": "disposed of {records} awards given before {before}, after their retention",
}
