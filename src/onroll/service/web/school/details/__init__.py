"""A school's own details: what it is called, its numbers, where it is, whom it teaches."""
