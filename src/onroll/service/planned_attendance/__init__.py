"""What is planned ahead for several pupils at once: visits, work experience, interviews, examinations, observance, travel.

Each is put to the law before it is made (regulation 10(3) and (11), regulation 11), and becomes plans of the attendance
register: a plan is no entry until its session comes.
"""
