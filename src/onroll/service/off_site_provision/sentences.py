"""Education elsewhere, on the audit trail."""

SENTENCES = {
    "provision.provider.added": "added the provider {provider}",
    "provision.provider.ended": "ended the provider {provider}",
    "provision.check.recorded": "recorded a check of a provider",
    "provision.link.made": "made a provider’s link for its daily answer",
    "provision.placed": "placed {pupil} with a provider",
    "provision.ended": "ended {pupil}’s placement with a provider",
    "provision.answered": "answered for {pupils} pupils at {provider}",
    "provision.accepted": "accepted a provider’s answer about {pupil}",
    "provision.declined": "did not accept a provider’s answer about {pupil}",
    "provision.disposed": "disposed of {records} records of education elsewhere of days before {before}, after their retention",
}
