"""Absence through illness and medical needs: who is often or long ill, and what was done for one of them."""
