"""Signing in and one's own account: passwords, second steps, passkeys, links, sessions."""
