"""One pupil's record, gathered from the registers to be read: it owns nothing and writes nothing."""
