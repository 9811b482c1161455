"""Section 7: definitions and law that cuts across."""

ROWS = """
7.1.1 | I | s.576 | Parent: every natural parent. | penalty_notices.parent
7.1.2 | I | s.576 | Parent: whoever has parental responsibility. | penalty_notices.parent
7.1.3 | I | s.576 | Parent: whoever has care of the child. | penalty_notices.parent
7.1.4 | I | s.576 | Each parent is liable apart; what is recorded of a parent and a child. | penalty_notices.who_may_be_noticed service/people/models/parent.py
7.1.4.1 | I | s.576 | A natural parent. | service/people/models/parent.py penalty_notices.parent
7.1.4.2 | I | s.576 | Parental responsibility. | service/people/models/parent.py penalty_notices.parent
7.1.4.3 | I | s.576 | Has care. | service/people/models/parent.py penalty_notices.parent
7.1.4.4 | I | reg 8(2)(f) | Normally lives with. | service/people/models/parent.py admission_register.contents
7.1.4.5 | I | UK GDPR | An order that limits contact or information. | service/people/models/parent.py data_protection.address_may_be_given
7.1.4.6 | I | reg 8(2)(f) | An emergency contact. | service/people/models/parent.py admission_register.contents
7.1.4.7 | I | UK GDPR | An address not to be disclosed. | service/people/models/parent.py data_protection.address_may_be_given
7.2.1 | I | SI 1998/1607 | Fifth birthday from April to August: 31 August. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.2.2 | I | SI 1998/1607 | From September to December: 31 December. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.2.3 | I | SI 1998/1607 | From January to March: 31 March. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.2.4 | I | s.8; SI 1998/1607 | Start: the prescribed day that is the fifth birthday or next follows it. | school_age.compulsory school_age.PRESCRIBED_DAYS
7.2.5 | I† | s.8; SI 1997/1970 | End: the end of the school leaving date, the last Friday in June. | school_age.compulsory school_age.SCHOOL_LEAVING_DATE
7.2.5.1 | I† | s.8(4) | Sixteen after that day and before the next school year begins. | school_age.compulsory
7.2.5.2 | I† | s.8(4) | Sixteen on that day. | school_age.compulsory
7.2.5.3 | I† | s.8(4) | Otherwise the next leaving date after sixteen. | school_age.compulsory
7.2.6 | I | s.8 | How the end is worked out from the sixteenth birthday. | school_age.compulsory
7.2.7 | I | SI 1997/1970 | The leaving dates of 2025 to 2029. | school_age.SCHOOL_LEAVING_DATE
7.2.8 | I† | Family Law Reform Act 1969 s.9 | Born on 29 February: no school-age date turns on it. | school_age.compulsory
7.2.9 | I | s.8 | What turns on compulsory school age: grounds, C2 or X, two returns, notices, prosecution, provision. | admission_register.deletion_ground registers.entry returns.attendance penalty_notices.who_may_be_noticed
7.3.1 | I | SI 1999/3181 | Two sessions a day; 380 a year for maintained schools; 32.5 hours a week expected. | school_year.sessions school_year.LEAST_SESSIONS school_year.HOURS_A_WEEK
7.3.2 | I | s.579 | One code a session; days of one session. | registers.entry
7.4.1 | I† | Equality Act 2010 s.149 | Disability and other characteristics are considered before enforcement. | penalty_notices.case_by_case responsibilities.expected
7.5.1 | I† | UK GDPR arts 9, 10 | Which codes tell of health, religion, origin, behaviour or crime. | data_protection.special_kind
7.5.2 | I | reg 7 | Six years, entry by entry. | registers.preserve_until
7.5.3 | I† | our choice | Records of cases: six years from their close. | retention.case_until retention.YEARS_CASES_ARE_KEPT
7.5.4 | I† | UK GDPR art 15(4) | Addresses are withheld where there is risk. | data_protection.address_may_be_given
7.5.5 | I | our choice | Reading and exporting are recorded. | service/access/models/viewing.py service/audit/models.py
7.6.1 | I† | White Paper 2026 | The national goal of 94 per cent; a school's own baseline is the department's to give. | absence_measures.NATIONAL_GOAL
"""
