"""Published figures on the audit trail."""

SENTENCES = {
    "published.release.read": "read published figures: {release}, of {released_on}",
    "published.release.accepted": "put published figures in use: {release}, of {released_on}",
    "published.release.cancelled": "set aside published figures that were read: {release}, of {released_on}",
    "published.neighbours.kept": "kept a list of {count} statistical neighbours",
}
