"""Guests: pupils of another school who attend this one for a time, and what their home school is told each day.

A guest is registered at both schools (regulation 9(1)(a)): this school's register has the sessions it expects, and code D for
the others. What stands in it is told to the home school the same day, each time it changes.
"""
