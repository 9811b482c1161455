"""What was done at a school, and who looked at which pupil: for the data protection officer and the head."""
