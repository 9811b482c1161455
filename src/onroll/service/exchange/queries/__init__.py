"""What the pages and commands of import and export ask."""
