"""What is done about leave: asked for, withdrawn, decided, told."""
