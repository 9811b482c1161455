"""Pupils who are often or long ill, and one of them with everything that was done."""
