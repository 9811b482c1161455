"""Writes: asking for messages, sending them, stopping them, and a school’s own wording and settings."""
