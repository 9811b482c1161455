"""Suspension and permanent exclusion: its days, the sixth school day, the days told to parents, and the meeting after.

Education and Inspections Act 2006, sections 100 and 103 to 105; Education Act 1996, section 19.
"""
