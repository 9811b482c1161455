"""Section 8: children missing education, home education and the Act of 2026."""

ROWS = """
8.1.1 | I† | s.436A | Who is missing education. | missing_education.child
8.1.2 | I | guidance | What schools do. | missing_education.next_step returns.deletion
8.1.3 | R | local | What a referral holds. | -
8.1.4 | R† | guidance | Reasonable enquiries. | -
8.1.5 | I | guidance; local | Timing of enquiries and referral. | missing_education.next_step missing_education.HOURS_TO_REFER missing_education.SCHOOL_DAYS_OF_SCHOOL_ENQUIRIES missing_education.SCHOOL_DAYS_OF_JOINT_ENQUIRIES
8.2.1 | I† | reg 9(1)(f) | No permission is needed; written notice and its day make the ground. | admission_register.deletion_ground home_education.consent_needed
8.2.2 | I | reg 9(1)(f) | Told but not in writing: no deletion. | admission_register.deletion_ground
8.2.3 | I | reg 9(1)(f) | An order naming the school bars deletion. | admission_register.deletion_ground
8.2.4 | I | reg 9(2) | A special school's pupil: the authority consents. | admission_register.deletion_ground
8.2.5 | O | guidance | No pressure on parents to home educate. | -
8.2.6 | I | reg 13 | The deletion return at once, with its ground. | returns.deletion
8.3 | I† | s.78 of the 2026 Act | Not in force for England; switched off. | home_education.consent_needed home_education.CONSENT_TO_WITHDRAW
8.4.1 | I | s.434A, not in force | A parent of a relevant child needs consent. | home_education.consent_needed
8.4.2 | I | s.434A, not in force | Who is a relevant child. | home_education.consent_needed
8.4.3 | I | s.434A, not in force | Condition A: placed for special needs. | home_education.consent_needed
8.4.4 | I† | s.434A, not in force | Condition B: safeguarding enquiries or action. | home_education.consent_needed
8.4.5 | R† | s.434A, not in force | The decision, its reasons, and asking again after six months. | home_education.MONTHS_BETWEEN_APPLICATIONS
8.4.6 | R | s.434A, not in force | What the school does. | -
8.5.1 | I | s.436B, not in force | Who is on the register; where the child lives is considered within fifteen days. | home_education.on_the_register home_education.HOME_VISIT_DAYS
8.5.2 | R | s.436C, not in force | What it holds. | -
8.5.3 | R† | s.436D, not in force | Parents inform it within fifteen days. | home_education.DAYS_TO_INFORM_THE_REGISTER
8.5.4 | O† | s.436E, not in force | Providers answer requests. | -
8.5.5 | O | s.436F, not in force | How its information is used. | -
8.5.6 | O | s.436G, not in force | Support on request. | -
8.6 | R† | ss.436H on, not in force | School attendance orders recast. | home_education.ORDERS_RECAST
8.7 | R | our choice | What is recorded now so that the Act can be switched on. | home_education.CONSENT_TO_WITHDRAW
"""
