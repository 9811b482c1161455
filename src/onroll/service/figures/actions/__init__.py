"""Keeping views of figures by name."""
