"""Figures of a school, a trust and an authority: counted by `onroll.analysis` from the extracts, kept, and read."""
