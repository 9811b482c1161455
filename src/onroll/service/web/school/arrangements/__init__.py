"""Arrangements: everything that is known ahead of a pupil's attendance, kind by kind, on one page."""
