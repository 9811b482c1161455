"""One entry of the attendance register: its history, and amending it."""
