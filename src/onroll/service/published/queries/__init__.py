"""Reads of published figures and of lists of neighbours."""
