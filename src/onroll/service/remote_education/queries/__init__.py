"""What is known of remote education."""
