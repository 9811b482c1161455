"""Section 5: Working together to improve school attendance, and the measures it leads to."""

ROWS = """
5.1.1 | I | 2022 guidance | Advice, not statutory; roles by groups of pupils. | guidance_editions.edition
5.1.2 | I | 2024 guidance | Statutory from 19 August 2024. | guidance_editions.edition
5.1.3 | I | 2024 guidance, reissue | Small corrections on 20 August 2024. | guidance_editions.edition
5.1.4 | I† | 2025 | No edition of 2025 was found, so none is taken to stand. | guidance_editions.edition
5.1.5 | I† | 2026 guidance | Statutory; known by some of its pages. | guidance_editions.edition
5.1.6 | I | 2024 guidance; 2026 guidance | Paragraph numbers move between editions, so each citation names its edition. | guidance_editions.edition
5.2.1 | I | 2024 guidance, chapter 1 | Expect, monitor, listen, facilitate, formalise, enforce: in that order. | support_first.formal_steps
5.3.1 | I† | 2024 guidance, summary of responsibilities | All pupils. | responsibilities.expected responsibilities.groups
5.3.2 | I† | 2024 guidance, summary of responsibilities | Pupils at risk of persistent absence. | responsibilities.expected responsibilities.groups
5.3.3 | I† | 2024 guidance, summary of responsibilities | Persistently absent pupils. | responsibilities.expected responsibilities.groups absence_measures.pupil
5.3.4 | I† | 2024 guidance, summary of responsibilities | Severely absent pupils. | responsibilities.expected responsibilities.groups absence_measures.pupil
5.3.5 | I† | 2024 guidance, summary of responsibilities | Groups whose attendance is below their peers'. | responsibilities.expected responsibilities.groups
5.3.6 | I† | 2024 guidance, summary of responsibilities | Medical conditions, special needs and disabilities. | responsibilities.expected responsibilities.groups
5.3.7 | I† | 2024 guidance, summary of responsibilities | Pupils with a social worker or youth justice worker. | responsibilities.expected responsibilities.groups
5.3.8 | I† | 2024 guidance, summary of responsibilities | Independent schools. | responsibilities.expected responsibilities.groups
5.4.1 | I | 2024 guidance, core functions | Communication and advice. | responsibilities.FREE_FOR_EVERY_SCHOOL
5.4.2 | I | 2024 guidance, core functions | Targeting support meetings, termly, with their agenda. | responsibilities.support_meetings responsibilities.AGENDA
5.4.3 | I | 2024 guidance, core functions | Support of families by several services. | responsibilities.FREE_FOR_EVERY_SCHOOL
5.4.4 | I | 2024 guidance, core functions | Legal intervention. | responsibilities.FREE_FOR_EVERY_SCHOOL offences.before_prosecution
5.4.5 | I | 2024 guidance, core functions | Monitoring of children with a social worker, through the virtual school. | responsibilities.FREE_FOR_EVERY_SCHOOL
5.5.1 | R | 2024 guidance, chapter 1 | Voluntary early help, with a plan and a lead practitioner. | - | It is agreed with a family and run by services; the law asks nothing that could be worked out. Whether support stands in the way of formal steps is `support_first.formal_steps`.
5.5.2 | I† | Anti-social Behaviour Act 2003 s.19 | Attendance contract: what it contains, never agreed in a parent's absence. | support_first.attendance_contract support_first.contract_contents
5.5.3 | I† | Children Act 1989 s.36 | Education supervision order. | orders.education_supervision orders.supervision_may_be_sought
5.5.3.1 | I | Children Act 1989 s.36 and Sch 3 | The period of the order: a year. | orders.education_supervision
5.5.3.2 | I | Children Act 1989 s.36 and Sch 3 | Extension: applied for in the last three months, up to three years. | orders.supervision_extension
5.5.3.3 | I | Children Act 1989 s.36 and Sch 3 | The supervisor advises, assists, befriends and directs. | orders.SUPERVISORS_TASKS
5.5.3.4 | I† | Children Act 1989 s.36 and Sch 3 | A parent's persistent failure to comply is an offence. | offences.greatest_penalty
5.5.3.5 | I† | Children Act 1989 s.36 and Sch 3 | A child's persistent failure makes children's services investigate. | orders.SUPERVISORS_TASKS
5.5.3.6 | I | s.447 | Considered before any prosecution. | offences.before_prosecution
5.5.3.7 | I | Children Act 1989 s.36 and Sch 3 | Not for a child in care. | orders.supervision_may_be_sought
5.5.4 | I† | Sentencing Act 2020 | Parenting order: its lengths, and the fine for a breach. | orders.parenting offences.greatest_penalty
5.5.5 | I | 2024 guidance, the national framework | Notice to improve. | notices_to_improve.period notices_to_improve.needed
5.5.6 | I | s.444A | Penalty notice. | penalty_notices.next_notice
5.5.7 | I | s.444(1) | Prosecution: not attending regularly. | offences.exceptions offences.greatest_penalty offences.before_prosecution
5.5.8 | I | s.444(1A), (1B) | Prosecution: knowing, and failing to cause attendance, without reasonable justification; the court may convict of (1) instead. | offences.aggravated offences.greatest_penalty
5.5.9 | I† | s.444(2A) to (7) | Statutory defences. | offences.exceptions offences.travelling_trade
5.5.9.1 | I | s.444(2A) | Sickness or unavoidable cause, for the parent to prove. | offences.exceptions
5.5.9.2 | I | s.444(3) | Leave, or a day of religious observance. | offences.exceptions
5.5.9.3 | I | s.444(3A) to (3D) | The authority failed its duty on travel. | offences.exceptions
5.5.9.4 | I† | s.444(6), (7) | A travelling trade, with 200 attendances. Boarders have a test of their own. | offences.exceptions offences.travelling_trade offences.boarder
5.5.10 | I† | Magistrates' Courts Act 1980 s.127 | Six months to lay an information. | offences.time_limit
5.5.11 | I | ss.437 to 443 | School attendance order. | orders.school_attendance
5.5.12 | R | local | Fast-track case management. | - | A council's own way of running a case, with its own steps; the national rules on each step are kept above and below.
5.6.1 | I | s.437(1), (2) | Notice, and at least fifteen days to satisfy the authority. | orders.satisfy_by
5.6.2 | I† | ss.438 to 441 | The order, naming a school. | orders.school_attendance
5.6.3 | I | reg 9(1) | An order naming the school bars deletion. | admission_register.deletion_ground
5.6.4 | I† | s.443 | Breach of an order. | offences.greatest_penalty
"""
