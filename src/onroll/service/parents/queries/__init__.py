"""What a parent reads on their own page."""
