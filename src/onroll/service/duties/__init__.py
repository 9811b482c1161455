"""What must be done, by whom and by when: facts in, duties out, one file a duty.

Each file of `standing` holds one function from a Morning to duties; the list in `standing/__init__` is all of them.
"""
