"""What is known of lateness: of a school, of one pupil, and what it asks to be done."""
