"""A made-up authority: its schools, families and staff, and a year of registers that counts like a real one.

Everything drawn here is pure and seeded: `population`, `terms` and `attendance` say the same for the same seed and academic
year, whatever day it is asked on, so that a demo started later only carries the same year further. `writing` then
makes it so through the product's own actions, up to the demo's clock.
"""
