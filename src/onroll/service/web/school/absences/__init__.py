"""Absences followed up: the call list, one absence, its reasons, and the clock of those without any."""
