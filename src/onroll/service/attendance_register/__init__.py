"""The attendance register: entries added and never changed, sealed as they are written, checked every day.

Legal basis: School Attendance (Pupil Registration) (England) Regulations 2024 regs 5 to 7 and 10.
"""
