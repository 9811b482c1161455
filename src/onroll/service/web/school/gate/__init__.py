"""The gate sheet: pupils who arrive after the start."""
