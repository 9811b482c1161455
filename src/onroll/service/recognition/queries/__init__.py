"""What is known of recognition: awards, who qualifies, whom an award leaves out."""
