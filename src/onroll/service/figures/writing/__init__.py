"""Documents of figures as files."""
