"""The page of whoever was sent a notice: to say that it was read, without an account."""
