"""Import and export on the audit trail."""

SENTENCES = {
    "exchange.files.sent": "sent files to be imported",
    "exchange.changeset.accepted": "accepted an import",
    "exchange.changeset.cancelled": "cancelled an import",
    "exchange.layout.kept": "kept how a sender’s columns are read",
    "exchange.school.exported": "exported the school’s files",
}
