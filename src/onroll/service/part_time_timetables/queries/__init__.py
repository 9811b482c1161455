"""The part-time timetables of a school: what stands, what waits, and one with everything that happened to it."""
