"""The admission register on the audit trail."""

SENTENCES = {
    "roll.pupil.admitted": "admitted {pupil}, starting on {starting_day}",
    "roll.pupils.admitted": "admitted {count} pupils",
    "roll.entry.amended": "amended {pupil}’s entry in the admission register: {item}",
    "roll.parent.changed": "changed how a parent of {pupil} is reached, or what they may see and be sent",
    "roll.notification.recorded": "recorded a notification about {pupil} (regulation 8(3))",
    "roll.pupil.deleted": "deleted {pupil} from the roll, whose last day was {last_day} (ground {ground})",
    "roll.pupil.entered twice": "struck out a second entry for {pupil} in the admission register",
    "roll.pupils.moved group": "moved pupils to another registration group from {from_day}",
    "roll.pupils.moved year": "moved pupils to another year group from {from_day}",
    "roll.register.exported": "exported the admission register as at {as_at}: {pupils} pupils",
    "roll.year.rolled over": "rolled the school over to the year from {first_day}: {pupils} pupils moved up, {leavers} left",
    "roll.year.roll-over undone": "undid the roll-over to the year from {first_day}",
}
