"""Figures on the audit trail: saved views, and sheets taken out."""

SENTENCES = {
    "figures.view.saved": "saved a view of the figures, “{view}”",
    "figures.view.changed": "changed a saved view of the figures, “{view}”",
    "figures.view.deleted": "deleted a saved view of the figures, “{view}”",
    "figures.sheet.taken out": "took figures out as {file}: “{sheet}”, {asked}; it {names}",
}
