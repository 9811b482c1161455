"""What parents did by their links, and what was answered, on the audit trail. What was said stays with the record itself."""

SENTENCES = {
    "parents.link.made": "made a link for a parent",
    "parents.link.ended": "ended a parent’s link",
    "parents.account.asked for": "asked for an account",
    "parents.account.made": "made an account, which opens their own page",
    "parents.account.joined": "joined their own page to their account",
    "parents.account.ended": "ended what a parent’s account opens here",
    "parents.account.second step off": "took the second step of signing in off a parent’s account: {how}",
    "parents.account.second step off elsewhere": "took the second step of signing in off the account that opens a parent’s page here too",
    "parents.account.closed": "closed their account",
    "parents.account.password chosen": "chose a new password for {person}’s account by a link that was mailed",
    "parents.account.address changed": "changed the address by which {person} signs in",
    "parents.mark.questioned": "questioned the entry of {pupil} of {date}, {session}",
    "parents.question.answered": "answered a parent’s question about the entry of {pupil} of {date}: {outcome}",
    "parents.contact.wished": "said how to be contacted",
    "parents.detail.sent": "sent a correction of a {kind}, which waits",
    "parents.detail.decided": "decided about a parent’s correction of a {kind}: {outcome}",
    "parents.letter.answered": "answered a message",
    "parents.reply.read": "read a parent’s answer to a message",
    "parents.records.disposed": "disposed of {records} records of what parents sent before {before}, after their retention",
}
