"""Lessons: registers of the day's lessons, who is missing, the timetable, and patterns."""
