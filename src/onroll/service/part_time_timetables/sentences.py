"""Part-time timetables on the audit trail."""

SENTENCES = {
    "timetables.proposed": "proposed a part-time timetable",
    "timetables.dropped": "withdrew a proposed part-time timetable",
    "timetables.signed": "recorded an answer about a part-time timetable",
    "timetables.stands": "put a part-time timetable into the register, all being agreed",
    "timetables.reviewed": "recorded a review of a part-time timetable",
    "timetables.told": "recorded who was told of a part-time timetable",
    "timetables.ended": "ended a part-time timetable",
    "timetables.disposed": "disposed of records of part-time timetables",
}
