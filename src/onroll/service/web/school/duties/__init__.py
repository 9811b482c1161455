"""The record of a school's duties."""
