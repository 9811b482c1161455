"""Figures that the Department for Education publishes, kept to compare a school's or an authority's own with.

They are official statistics, under the Open Government Licence, of places and never of pupils. Each release is kept as it was
published; a later one stands beside it, and what is shown of a day is what had been published by then.
"""
