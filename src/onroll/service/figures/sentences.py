"""Saved views of figures on the audit trail."""

SENTENCES = {
    "figures.view.saved": "saved a view of the figures, “{view}”",
    "figures.view.changed": "changed a saved view of the figures, “{view}”",
    "figures.view.deleted": "deleted a saved view of the figures, “{view}”",
}
