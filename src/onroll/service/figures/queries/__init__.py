"""Reading saved views."""
