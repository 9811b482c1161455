"""Leave of absence on the audit trail."""

SENTENCES = {
    "leave.asked": "recorded a request for leave of absence",
    "leave.withdrawn": "withdrew a request for leave of absence",
    "leave.decided": "decided on leave of absence",
    "leave.disposed": "disposed of {requests} requests for leave of days before {before}, after their retention",
}
