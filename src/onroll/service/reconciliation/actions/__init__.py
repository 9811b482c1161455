"""Writes of comparisons with another system."""
