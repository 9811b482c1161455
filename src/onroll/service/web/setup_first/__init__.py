"""The first page of an empty service: its authority, its school and its administrator. Gone once someone has an account."""
