"""What is done about an exclusion: recorded, shortened, cancelled, its steps kept, the parents told."""
