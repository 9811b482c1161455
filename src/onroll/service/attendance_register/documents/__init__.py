"""The attendance register on paper."""
