"""What is known of guests."""
