"""What parents do for themselves by a link that is theirs alone: see attendance, report an absence, ask for leave, read letters."""
