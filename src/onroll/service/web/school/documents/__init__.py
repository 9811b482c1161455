"""Documents to print and keep, as PDF."""
