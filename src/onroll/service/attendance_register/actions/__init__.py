"""Every way of writing the attendance register: each refuses or appends, in one transaction."""
