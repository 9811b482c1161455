"""Onroll: attendance for England's schools and the local authorities that work with them."""
