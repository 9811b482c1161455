"""Roles and accounts on the audit trail."""

SENTENCES = {
    "access.signed in": "signed in with {means}",
    "access.sign in.refused": "turned away somebody signing in as {person}: the password was wrong",
    "access.password.changed": "changed their own password",
    "access.own second factor.added": "added {factor} to their own account",
    "access.own second factor.removed": "removed {factor} from their own account",
    "access.account.made": "made an account for {person}, who signs in as {username}",
    "access.account.closed": "closed the account of {person}",
    "access.account.reopened": "opened the account of {person} again",
    "access.second factor.required": "required a second step of {person}",
    "access.second factor.optional": "stopped requiring a second step of {person}",
    "access.link.made": "made a sign-in link for {person} ({purpose})",
    "access.link.used": "set their password by a link ({purpose})",
    "access.role.given": "gave {person} the role {role} over {place} from {first_day}",
    "access.role.ended": "ended the role {role} of {person} over {place} after {last_day}",
    "access.cover.given": "gave {person} cover of {place} {days}",
}
