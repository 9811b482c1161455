"""Section 5: Working together to improve school attendance, and the measures it leads to."""

ROWS = """
5.1.1 | I | May 2022 edition | Not statutory; roles by groups of pupils. | absence_measures.SEVERE_ABSENCE
5.1.2 | I | August 2024 edition | Statutory from 19 August 2024. | penalty_notices.threshold
5.1.3 | R | 20 August 2024 reissue | Small corrections. | -
5.1.4 | R† | 2025 | No new edition was found. | -
5.1.5 | I† | July 2026 edition | Known by some of its pages. | registers.UNEXPLAINED_SCHOOL_DAYS
5.2 | I | guidance | Expect, monitor, listen, facilitate, formalise, enforce: in that order. | support_first.formal_steps
5.3.1 | R | summary of responsibilities | All pupils. | -
5.3.2 | R | summary of responsibilities | Pupils at risk of persistent absence. | -
5.3.3 | I | summary of responsibilities | Persistently absent pupils. | absence_measures.pupil
5.3.4 | I | summary of responsibilities | Severely absent pupils. | absence_measures.pupil
5.3.5 | R | summary of responsibilities | Groups whose attendance is below their peers'. | -
5.3.6 | R | summary of responsibilities | Medical conditions, special needs and disabilities. | -
5.3.7 | R | summary of responsibilities | Pupils with a social worker or youth justice worker. | -
5.3.8 | R | summary of responsibilities | Independent schools. | -
5.4.1 | R | authority's core functions | Communication and advice. | -
5.4.2 | R | authority's core functions | Targeting support meetings, termly. | -
5.4.3 | O | authority's core functions | Support of families by several services. | -
5.4.4 | I | authority's core functions | Legal intervention. | offences.before_prosecution
5.5.1 | R | guidance | Voluntary early help. | -
5.5.2 | I† | Anti-social Behaviour Act 2003 s.19 | Attendance contract: what it contains, never agreed in a parent's absence. | support_first.attendance_contract
5.5.3 | I† | Children Act 1989 s.36 | Education supervision order. | orders.education_supervision orders.supervision_may_be_sought
5.5.4 | I† | Sentencing Act 2020 | Parenting order. | orders.parenting
5.5.5 | I | national framework | Notice to improve. | notices_to_improve.period notices_to_improve.needed
5.5.6 | I | s.444A | Penalty notice. | penalty_notices.next_notice
5.5.7 | I | s.444(1) | Prosecution: not attending regularly. | offences.exceptions
5.5.8 | I | s.444(1A) | Prosecution: knowing, and failing to cause attendance. | offences.exceptions
5.5.9 | I† | s.444(2A) to (7) | Statutory defences. | offences.exceptions offences.travelling_trade
5.5.10 | I† | Magistrates' Courts Act 1980 s.127 | Six months to lay an information. | offences.time_limit
5.5.11 | I | ss.437 to 443 | School attendance order. | orders.school_attendance
5.5.12 | R | local | Fast-track case management. | -
5.6.1 | I | s.437(1), (2) | Notice, and at least fifteen days to satisfy the authority. | orders.satisfy_by
5.6.2 | I† | ss.438 to 441 | The order, naming a school. | orders.school_attendance
5.6.3 | I | reg 9(1) | An order naming the school bars deletion. | admission_register.deletion_ground
5.6.4 | I† | s.443 | Breach of an order. | orders.school_attendance
"""
