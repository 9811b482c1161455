"""Signing in and one's own account: passwords, second factors, passkeys, links, sessions."""
