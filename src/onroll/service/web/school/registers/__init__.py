"""The registers of a school: the board, taking one, printing, plans, closures, bulk edits."""
