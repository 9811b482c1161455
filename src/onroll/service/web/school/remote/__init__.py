"""Remote education: what pupils are set at home, noted beside their absence."""
