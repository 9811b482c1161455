"""Parents' links and what was done by them, on the audit trail."""

SENTENCES = {
    "parents.link.made": "made a link for a parent",
    "parents.link.ended": "ended a parent’s link",
    "parents.page.opened": "opened their children’s attendance by their own link",
}
