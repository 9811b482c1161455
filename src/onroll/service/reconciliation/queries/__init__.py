"""Reads of comparisons with another system."""
