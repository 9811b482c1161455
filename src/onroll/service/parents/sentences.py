"""Parents' links on the audit trail."""

SENTENCES = {
    "parents.link.made": "made a link for a parent",
    "parents.link.ended": "ended a parent’s link",
}
