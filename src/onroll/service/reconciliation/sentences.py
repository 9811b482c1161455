"""Comparisons with another system on the audit trail."""

SENTENCES = {
    "reconciliation.file.sent": "sent a file of another system to compare the registers with",
    "reconciliation.file.deleted": "deleted a file of another system that the registers were compared with",
    "reconciliation.comparison.deleted": "deleted a comparison of the registers with another system",
    "reconciliation.comparison.exported": "exported a comparison of the registers with another system",
}
