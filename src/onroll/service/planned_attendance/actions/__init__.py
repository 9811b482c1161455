"""What is done about an arrangement: made, a pupil taken out, withdrawn."""
