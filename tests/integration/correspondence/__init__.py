"""Messages: asked for once, sent once, and what became of each."""
