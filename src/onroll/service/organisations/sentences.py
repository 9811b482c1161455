"""Schools, groups and calendars on the audit trail."""

SENTENCES = {
    "organisations.authority.made": "made an authority",
    "organisations.district.made": "made a district",
    "organisations.trust.made": "made a trust",
    "organisations.school.made": "made the school {called}",
    "organisations.school.changed": "changed the school’s details: {after}",
    "organisations.groups.made": "made the registration groups {groups}, from {first_day}",
    "organisations.group.renamed": "renamed the registration group {before}: it is now {after}",
    "organisations.group.year set": "set the year group of {called}: {year_group}",
    "organisations.group.ended": "ended the registration group {called} after {last_day}",
    "organisations.group.resumed": "took back the end of the registration group {called}",
    "calendar.days.changed": "changed days of the calendar",
    "calendar.session_times.set": "set the session times from {first_day}: {times}",
    "calendar.template.made": "loaded the authority’s term dates {name_of_template}",
    "calendar.template.changed": "changed the authority’s term dates {name_of_template}",
}
