"""People on the audit trail."""

SENTENCES = {
    "people.marker.added": "marked {pupil}: {kind}, from {first_day}",
    "people.marker.ended": "ended a marker of {pupil}: {kind}, after {last_day}",
    "people.contact details.checked": "checked {count} contact details of a parent",
    "people.staff.left": "entered that {person} left on {last_day}",
    "people.staff.stays": "took back the last day of {person}",
    "people.professional.linked": "entered a professional as working with {pupil}",
    "people.professional.ended": "ended a professional’s work with {pupil}",
    "people.merge.proposed": "proposed to merge two {kind}s into one",
    "people.merge.accepted": "merged two {kind}s into one",
    "people.merge.refused": "kept two {kind}s apart",
    "people.merge.reversed": "put a merge of two {kind}s back",
}
