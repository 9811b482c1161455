"""Lessons on the audit trail. What was seen and said stays with the record itself."""

SENTENCES = {
    "lessons.kept": "began to keep lesson registers",
    "lessons.ended": "stopped keeping lesson registers",
    "lessons.timetable.imported": "read a timetable of {lessons} lessons in; {ended} from before were ended",
    "lessons.weeks.set": "set the two weeks of the timetable: week A from {first_monday}",
    "lessons.weeks.ended": "ended the two weeks of the timetable",
    "lessons.lesson.added": "added a lesson to the timetable",
    "lessons.lesson.ended": "ended a lesson of the timetable",
    "lessons.register.taken": "took a lesson register of {date}; {absent} absent, {late} late",
    "lessons.missing.looked": "looked for {pupil}, missing on {date}",
    "lessons.missing.told": "told somebody that {pupil} was missing on {date}",
    "lessons.missing.found": "recorded that {pupil}, missing on {date}, was found",
    "lessons.figure.taken out": "took out who missed lessons as {file}: {figure}, {pupils} pupils",
    "lessons.records.disposed": "disposed of {records} records of lessons made before {before}, after their retention",
}
