"""Section 8: children missing education, home education and the Act of 2026."""

ROWS = """
8.1.1 | I† | s.436A | Who is missing education. | missing_education.child
8.1.2 | I | Children missing education 2024 | What schools do. | missing_education.next_step returns.deletion
8.1.2.1 | I | Children missing education 2024 | Enter on the starting day. | admission_register.starting_day
8.1.2.2 | I | Children missing education 2024 | Watch attendance. | follow_up.reasonable_steps
8.1.2.3 | I | Children missing education 2024 | Tell the authority in the returns. | returns.attendance returns.new_pupil returns.deletion
8.1.2.4 | I | Children missing education 2024 | Enquire jointly. | missing_education.reasonable_enquiries
8.1.2.5 | I | Children missing education 2024 | Send the file, or to the lost pupil area. | sharing.pupil_file
8.1.2.6 | I | Children missing education 2024 | Think of telling the authority at once when an expected pupil does not come. | missing_education.next_step
8.1.3 | I | councils' forms | What a referral holds. | missing_education.referral
8.1.4 | I† | Children missing education 2024 | Reasonable enquiries to choose from. | missing_education.reasonable_enquiries
8.1.5 | I | reg 13; local practice | Timing of enquiries and referral. | missing_education.next_step missing_education.HOURS_TO_REFER missing_education.SCHOOL_DAYS_OF_SCHOOL_ENQUIRIES missing_education.SCHOOL_DAYS_OF_JOINT_ENQUIRIES
8.2.1 | I† | reg 9(1)(f) | No permission is needed; written notice and its day make the ground. | admission_register.deletion_ground home_education.consent_needed
8.2.2 | I | reg 9(1)(f) | Told but not in writing: no deletion. | admission_register.deletion_ground
8.2.3 | I | reg 9(1)(f) | An order naming the school bars deletion. | admission_register.deletion_ground
8.2.4 | I | reg 9(2) | A special school's pupil: the authority consents. | admission_register.deletion_ground
8.2.5 | I | 2024 guidance, home education | No pressure on parents to home educate. | deletion_grounds.no_off_rolling
8.2.6 | I | reg 13 | The deletion return at once, with its ground. | returns.deletion
8.3.1 | I† | 2026 Act s.78 | Not in force for England; switched off until a day is given. | home_education.consent_needed home_education.CONSENT_TO_WITHDRAW
8.4.1 | I | s.434A, not in force | A parent of a relevant child needs consent. | home_education.consent_needed
8.4.2 | I | s.434A, not in force | Who is a relevant child. | home_education.consent_needed
8.4.3 | I | s.434A, not in force | Condition A: placed for special needs. | home_education.consent_needed
8.4.4 | I† | s.434A, not in force | Condition B: safeguarding enquiries or action. | home_education.consent_needed
8.4.5 | I† | s.434A, not in force | The decision on consent. | home_education.consent_may_be_given
8.4.5.1 | I† | s.434A, not in force | The authority must refuse where school is in the child's best interests or arrangements are not suitable. | home_education.consent_may_be_given
8.4.5.2 | I† | s.434A, not in force | It tells its decision with reasons. | home_education.consent_may_be_given
8.4.5.3 | I† | s.434A, not in force | After a refusal, not again for six months. | home_education.may_ask_again home_education.MONTHS_BETWEEN_APPLICATIONS
8.4.5.4 | I† | s.434A, not in force | The Secretary of State may look at it. | home_education.consent_may_be_given
8.4.6 | I | s.434A, not in force | The school tells the authority, and deletes only with consent or a direction. | home_education.school_may_delete home_education.deletion
8.5.1 | I | s.436B, not in force | Who is on the register; where the child lives is considered within fifteen days. | home_education.on_the_register home_education.home_considered_by home_education.HOME_VISIT_DAYS
8.5.1.1 | I | s.436B, not in force | Not registered at a relevant school. | home_education.on_the_register
8.5.1.2 | I | s.436B, not in force | Registered, and educated elsewhere by arrangement for some or all of the time. | home_education.on_the_register
8.5.1.3 | I | s.436B, not in force | A part-time student of certain kinds. | home_education.on_the_register
8.5.2 | I† | s.436C, not in force | What it holds. | home_education.register_contents
8.5.3 | I† | s.436D, not in force | Parents inform it within fifteen days. | home_education.inform_by home_education.DAYS_TO_INFORM_THE_REGISTER
8.5.4 | I† | s.436E, not in force | Providers answer requests. | children_not_in_school.DUTIES_OF_OTHERS
8.5.5 | O† | s.436F, not in force | How its information is used and shared. | - | Only the heading is known, and the register is the authority's own; what is announced is listed with the duties of others.
8.5.6 | I | s.436G, not in force | Support on request. | children_not_in_school.DUTIES_OF_OTHERS
8.6.1 | I† | ss.436H on, not in force | School attendance orders recast. | home_education.orders_recast home_education.ORDERS_RECAST children_not_in_school.WHAT_ORDERS_CHANGE orders.DAYS_TO_SATISFY
8.7.1 | I | our choice | What is recorded now so that the Act can be switched on. | children_not_in_school.RECORDED_FOR_THE_ACT
"""
