"""Pages of figures, of a school and of a trust or authority alike."""
