"""Another system's figures or marks beside ours: what was sent, and every pupil and session that explains the difference.

Nothing here changes a register. Files that are sent, and what came of them, hold children's attendance, so both are deleted
after a stated time.
"""
