"""Judged records into the record itself, through the same actions that people's pages use. Called inside one transaction."""
