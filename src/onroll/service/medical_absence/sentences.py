"""Absence through illness on the audit trail: that something was recorded, never what."""

SENTENCES = {
    "medical.recorded": "recorded something about absence through illness",
    "medical.disposed": "disposed of records of absence through illness",
}
