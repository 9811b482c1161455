"""What is done about parents' links, and by them."""
