"""Every way of reading the attendance register: each takes a scope first."""
