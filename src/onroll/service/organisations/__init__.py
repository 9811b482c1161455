"""Authorities, districts, trusts and schools; when each school meets; its groups.

Legal basis: Education Act 1996 s.579 (school, school day); School Attendance (Pupil Registration) (England) Regulations 2024.
Leaves people to `people`, and who may do what to `access`.
"""
