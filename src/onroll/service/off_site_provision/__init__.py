"""Education that a school arranges elsewhere: providers and their checks, placements, and the provider's answer of each day.

A provider answers by a link of its own, without an account; what it says waits until somebody of the school accepts it
into the register (regulation 10(3) and (11)).
"""
