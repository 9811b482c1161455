"""A made-up authority's year of marks, as large as is asked for: calibrated to the published figures, drawn from a seed."""
