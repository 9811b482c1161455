"""Measures over flat tables of marks, the same whoever asks: ring 2.

Knows the law, DuckDB and Narwhals; no Django and no database of its own.
"""
