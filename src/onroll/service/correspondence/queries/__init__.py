"""Reads: a school’s messages, one as it was sent, and what would be sent."""
