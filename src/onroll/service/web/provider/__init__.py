"""A provider’s own page: who is expected today, and whether they came; by a link, without an account."""
