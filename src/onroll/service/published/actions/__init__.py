"""Writes of published figures and of lists of neighbours."""
