"""Following up absences on the audit trail. What was said, and by whom, stays with the record itself."""

SENTENCES = {
    "absences.contact.recorded": "recorded a contact about the absence of {pupil} on {date}: {outcome}",
    "absences.reason.noted": "noted a reason for the absence of {pupil} {days}",
    "absences.reason.accepted": "accepted a reason for the absence of {pupil} with code {code}; {entered} entries amended",
    "absences.reason.declined": "declined a reason for the absence of {pupil}",
    "absences.reason.taken back": "took back the acceptance of a reason for {pupil}; {entered} entries amended back",
    "absences.reasons.entered": "entered {entered} sessions of {date} from reasons accepted before",
    "absences.unexplained.turned": "amended {entered} sessions whose reason was never found to code {code}",
    "absences.records.disposed": "disposed of {records} records of following up made before {before}, after their retention",
    "absences.step.escalated": "told the safeguarding lead of the absence of {pupil} on {date}",
    "absences.step.acknowledged": "took on the absence of {pupil} on {date}",
    "absences.step.decided": "decided about the absence of {pupil} on {date}",
    "absences.step.visit planned": "planned a home visit about the absence of {pupil} on {date}",
    "absences.step.visit made": "recorded a home visit about the absence of {pupil} on {date}",
    "absences.step.seen": "recorded that {pupil}, absent on {date}, was seen",
}
