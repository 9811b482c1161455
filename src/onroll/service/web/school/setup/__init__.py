"""What stops a school starting its registers."""
