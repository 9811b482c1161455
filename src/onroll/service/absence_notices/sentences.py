"""Notices on the audit trail: that somebody outside was told, never whom, for that would say who protects a child."""

SENTENCES = {
    "notices.told": "told somebody outside the school of the absence of {pupil} on {date}, by {how}",
    "notices.received": "recorded a receipt for a notice about the absence of {pupil} on {date}",
    "notices.chased": "asked again for a receipt of a notice about the absence of {pupil} on {date}",
    "notices.exclusion told": "told somebody outside the school of {pupil}’s suspension or exclusion on {date}, by {how}",
    "notices.exclusion received": "recorded a receipt for a notice about {pupil}’s suspension or exclusion, of {date}",
    "notices.exclusion chased": "asked again for a receipt of a notice about {pupil}’s suspension or exclusion, of {date}",
    "notices.guest received": "recorded a receipt for what the home school of {pupil} was told of {date}",
    "notices.guest chased": "asked again for a receipt of what the home school of {pupil} was told of {date}",
    "notices.settings.changed": "set the hours of notices: sent by {notice_by}, somebody reached by {reached_by}, a receipt by {receipt_by}",
    "notices.weekly list.taken in": "took in the list of pupils with a social worker for the week of {week}: {pupils} pupils",
    "notices.records.disposed": "disposed of {records} records of notices made before {before}, after their retention",
}
