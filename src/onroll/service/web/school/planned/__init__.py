"""Visits and other planned absence: arranged for several pupils at once, previewed, withdrawn, and a list for the day."""
