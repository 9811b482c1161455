"""Comparing with another system: what is sent, what explains the difference, and deleting it."""
