"""Messages of a school: what was sent and what became of it, sending, wording and settings."""
