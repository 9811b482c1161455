"""A parent's own pages, phone first, without an account."""
