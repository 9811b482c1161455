"""What is read of absences: the list of calls, one absence, and the clock of those without a reason."""
