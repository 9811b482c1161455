"""Pupils, their parents in the Education Act sense, what each parent may see and be sent; staff and partners.

Legal basis: Education Act 1996 s.576 (parent); regulation 8 of the 2024 Regulations (what must be known of a pupil).
People are never matched on name alone.
"""
