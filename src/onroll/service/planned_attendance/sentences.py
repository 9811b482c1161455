"""What is arranged ahead, on the audit trail."""

SENTENCES = {
    "planned.arranged": "arranged “{title}” for {pupils} pupils",
    "planned.withdrawn": "withdrew “{title}”, which does not take place",
    "planned.taken out": "took {pupil} out of an arrangement",
    "planned.disposed": "disposed of {records} arrangements of days before {before}, after their retention",
}
