"""Import and export: files sent in, what they would change, and the record written out."""
