"""Absence through illness on the audit trail: that something was recorded, never what."""

SENTENCES = {
    "medical.recorded": "recorded something about absence through illness",
    "medical.document.taken out": "took out a document about absence through illness, {paper}, as {form}",
    "medical.disposed": "disposed of records of absence through illness",
}
