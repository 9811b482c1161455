"""What a browser keeps to show when the service cannot be reached. It names nobody."""
