"""A person's duties in their own calendar."""
