"""What is done about remote education."""
