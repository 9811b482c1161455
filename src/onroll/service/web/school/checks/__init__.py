"""What is wrong with the registers, and where to mend it."""
