"""Section 7: definitions and law that cuts across."""

ROWS = """
7.1.1 | I | s.576 | Parent: every natural parent. | penalty_notices.parent
7.1.2 | I | s.576 | Parent: whoever has parental responsibility. | penalty_notices.parent
7.1.3 | I | s.576 | Parent: whoever has care of the child. | penalty_notices.parent
7.2 | I† | s.8 | When compulsory school age starts and ends. | school_age.compulsory school_age.SCHOOL_LEAVING_DATE
7.2.1 | I | SI 1998/1607 | Fifth birthday from April to August: 31 August. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.2.2 | I | SI 1998/1607 | From September to December: 31 December. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.2.3 | I | SI 1998/1607 | From January to March: 31 March. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.3.1 | I† | SI 1999/3181 | Two sessions a day; 380 a year. | school_year.sessions school_year.LEAST_SESSIONS
7.3.2 | I | s.579 | One code a session; days of one session. | registers.entry
7.4 | R† | Equality Act 2010 | Disability and other characteristics are considered before enforcement. | -
7.5.1 | R† | UK GDPR | Registers hold special category data. | -
7.5.2 | I | reg 7 | Six years, entry by entry. | registers.preserve_until
7.5.3 | R† | our choice | Records of cases: six years from their close. | -
7.5.4 | R† | UK GDPR | Addresses withheld where there is risk. | -
7.5.5 | R | our choice | Reading and exporting are logged. | -
7.6 | O | White Paper 2026 | Targets for attendance. | -
"""
