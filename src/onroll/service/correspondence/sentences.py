"""Messages on the audit trail."""

SENTENCES = {
    "messages.asked for": "asked for {count} messages by {channel}: {template}",
    "messages.cancelled": "stopped {count} messages before they went",
    "messages.sent again": "sent a message once more: {template}",
    "messages.posted": "noted that {count} letters were posted on {posted_on}",
    "messages.wording.written": "wrote version {version} of the wording of {template}, {channel}",
    "messages.wording.approved": "approved version {version} of the wording of {template}, {channel}",
    "messages.wording.set aside": "set aside version {version} of the wording of {template}, {channel}",
    "messages.settings.changed": "changed by what messages go, and in which hours",
    "messages.language.set": "set the language in which a parent is written to: {language}",
    "messages.tested": "sent a test message by {channel}",
    "messages.document.taken out": "took {letters} letters out as a document ({form}): {title}",
    "messages.disposed of": "disposed of {count} messages asked for before {before}",
}
