"""Guests: whose home school is told each day, and our pupils at another school."""
