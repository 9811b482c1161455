"""The attendance register on the audit trail. Sendings to the register are their own history and have no event."""

SENTENCES = {
    "registers.school.closed": "closed the school, or part of it, {days} with code {code}; {entered} entries made, {kept} marks kept",
    "registers.closure.withdrawn": "withdrew a closure",
    "registers.plan.made": "planned {code} for {pupil} {days}",
    "registers.plan.cancelled": "cancelled a plan",
    "registers.plan.weeks changed": "put a plan of week {week} for {pupil} on the weeks as they are set, from {since} on",
    "registers.plan.shortened": "ended a plan sooner, on {last_day}",
    "registers.entries.disposed": "disposed of {entries} entries made before {before}, after their retention",
}
