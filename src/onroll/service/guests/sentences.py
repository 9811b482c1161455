"""Guests, on the audit trail."""

SENTENCES = {
    "guests.agreed": "added {pupil} as a guest of {home_school}",
    "guests.ended": "ended {pupil}’s time here as a guest",
    "guests.told": "told the home school how {pupil} attended, by {how}",
    "guests.disposed": "disposed of {records} records of guests of days before {before}, after their retention",
}
