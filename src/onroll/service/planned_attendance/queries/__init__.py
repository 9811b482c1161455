"""What is asked of arrangements: those of a school, one of them, and the list of a day for whoever leads it."""
