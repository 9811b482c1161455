"""The record as our documented files: the canonical form, the same bytes for the same record."""
