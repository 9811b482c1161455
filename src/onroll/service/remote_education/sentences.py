"""Remote education, on the audit trail."""

SENTENCES = {
    "remote.noted": "noted what {pupil} is set at home during an absence",
    "remote.reviewed": "looked again at what {pupil} is set at home",
    "remote.ended": "ended what {pupil} is set at home",
    "remote.disposed": "disposed of {records} notes of remote education of days before {before}, after their retention",
}
