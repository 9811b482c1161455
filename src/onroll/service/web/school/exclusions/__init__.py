"""Suspensions and exclusions: recorded, told, shortened, cancelled, and what was done about them."""
