"""What is done about lateness: letters, patterns looked at, concerns told and answered, what the school sets."""
