"""Lateness: who came after the start, how often and how long together, what pattern it has, and what was done about it.

Rests on the entries for an arrival before and after the register closes (regulation 10(2) and (3)). When a school writes a
letter, and what it calls a pattern, is the school's own choice: the law has no number.
"""
