"""Duties on the audit trail."""

SENTENCES = {"registers.register.reminded": "reminded a teacher of a register"}
