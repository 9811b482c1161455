"""The home of everyone who works in a school: what must be done now, and by whom."""
