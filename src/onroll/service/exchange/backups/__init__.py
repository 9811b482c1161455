"""The whole of a service in one file, and back: every table, and the key that its second steps are locked with."""
