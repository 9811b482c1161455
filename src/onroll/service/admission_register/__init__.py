"""The admission register: who is on roll, what regulation 8 wants known of them, and every change, kept.

Legal basis: Education Act 1996 s.434; School Attendance (Pupil Registration) (England) Regulations 2024 regs 3 to 9.
"""
