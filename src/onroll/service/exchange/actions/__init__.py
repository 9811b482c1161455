"""What people do with files: send them in, have them read, accept, cancel; and export."""
