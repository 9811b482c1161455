"""What is asked of exclusions: those of a school, one of them, and what is due."""
