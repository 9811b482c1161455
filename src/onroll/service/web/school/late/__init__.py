"""Late: who comes after the start, how often and how long, and what is done about it."""
