"""Suspension and exclusion, on the audit trail."""

SENTENCES = {
    "exclusions.excluded": "recorded that {pupil} is suspended or excluded",
    "exclusions.cancelled": "cancelled {pupil}’s suspension or exclusion",
    "exclusions.step": "recorded what was done about {pupil}’s suspension or exclusion",
    "exclusions.disposed": "disposed of {records} records of suspensions and exclusions of days before {before}, after their retention",
}
