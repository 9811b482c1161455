"""Absence through illness and medical needs: seen from the entries, supported, and told to the authority when it lasts.

A parent's word is enough, as a rule. What is kept says what the school needs to know in order to help, and no diagnosis
beyond that; those alone read it who may read the detail of absences.
"""
