"""Files in and files out: read, judged, reviewed as a changeset, accepted in one transaction; and written back the same."""
