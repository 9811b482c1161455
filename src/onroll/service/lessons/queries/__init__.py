"""What is known of lessons: of a day, of one register, of who is missing, and of patterns."""
