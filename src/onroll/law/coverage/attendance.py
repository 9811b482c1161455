"""Section 2: the attendance register. The codes in force are read off the codes themselves."""

ROWS = """
2.1.1 | I | reg 10(1) | Taken at the beginning of the morning and once in the afternoon, every school day. | registers.session_times
2.1.2 | I | reg 10(1) | Covers every registered pupil but boarders. | registers.covers registers.entry register_cover.BOARDERS_EXCEPTED
2.1.3 | I | reg 10(2) to (4) | One code a pupil a session. | registers.entry
2.1.4 | I† | 2024 guidance, chapter 8 | Open for the same length each session, never more than thirty minutes. | registers.entry_for_arrival registers.session_times registers.LONGEST_OPEN
2.1.5 | I | reg 10(2), (3) | Present, late or after closing, by the time of arrival. | registers.entry_for_arrival
2.1.6 | I† | 2024 guidance, chapter 8 | Leaving after registration does not change the entry. | registers.after_the_mark
2.1.7 | I† | 2024 guidance, chapter 8 | No individual absence in advance, unless planned; never a presence. | registers.entry
2.1.8 | I | reg 10(1) | Lesson marks do not replace the two sessions. | registers.after_the_mark
2.2.35 | I | 2024 guidance, chapter 8 | The six classes that codes count as. | attendance_codes.meaning
2.2.36 | I | 2024 guidance, the national framework | G, N, O and U count to the threshold, in any combination; N is to be resolved before a notice is issued. | penalty_notices.threshold penalty_notices.checks_before_issue local_code.enough_at_issue
2.2.37 | I† | reg 10(11) | What an approved educational activity is. | attendance_codes.meaning planned_attendance.arrangement
2.2.37.1 | I† | reg 10(11) | Away from the school's premises. | attendance_codes.meaning planned_attendance.arrangement
2.2.37.2 | I† | reg 10(11) | Of an educational nature. | attendance_codes.meaning
2.2.37.3 | I† | reg 10(11) | Approved by the proprietor, or for it. | attendance_codes.meaning planned_attendance.arrangement
2.2.37.4 | I† | reg 10(11) | Supervised by somebody with fitting skills, training, experience and knowledge. | attendance_codes.meaning planned_attendance.arrangement
2.2.38 | I | reg 10(3) | A pupil who does not reach the activity takes the code for the absence. | registers.after_the_mark off_site_provision.may_stand off_site_provision.answer
2.2.39 | I | reg 10 | B, K and Y7 cannot be entered without their note. | registers.entry
2.2.40 | I | reg 10(3), Table 3 | Which code goes first where several could apply. | registers.entry attendance_codes.meaning registers.closure
2.3.1 | I | Absence statistics, how absence is measured | Possible sessions: present, activity, authorised, unauthorised. | absence_measures.pupil
2.3.2 | I | Absence statistics, how absence is measured | Percentages of possible sessions. | absence_measures.pupil
2.3.3 | I | Absence statistics, how absence is measured | Persistent at a tenth, severe at half, of the pupil's own possible sessions. | absence_measures.pupil absence_measures.PERSISTENT_ABSENCE absence_measures.SEVERE_ABSENCE
2.3.4 | I | Absence statistics, coverage | Published figures cover pupils aged 5 to 15. | absence_measures.AGES_PUBLISHED
2.3.5 | I | Absence statistics, how absence is measured | D, Q, X and Y are not possible attendances, never authorised absence. | attendance_codes.meaning absence_measures.pupil
2.4.1 | I | reg 10(7) | N where no reason is established. | registers.entry_for_arrival
2.4.2 | I | reg 10(7) | Reasonable steps are taken to find the reason. | follow_up.reasonable_steps
2.4.3 | I | reg 10(8) | Amended as soon as the reason is known, within five school days. | registers.unexplained_until registers.UNEXPLAINED_SCHOOL_DAYS
2.4.4 | I | reg 10(9) | Then O. | registers.unexplained_until registers.CODE_WHEN_NEVER_EXPLAINED
2.4.5 | I | 2026 guidance p. 20, p. 96 | School days, not working days. | registers.UNEXPLAINED_SCHOOL_DAYS
2.4.6 | I | 2026 guidance, p. 82 | N becomes U, or a code that fits, for a pupil who comes after closing. | registers.after_the_mark
2.4.7 | I† | reg 6 | A later amendment is possible, with its history. | registers.amendment
2.4.8 | I | reg 10(8) | The fifth school day after the session's day; both sessions of a day share it. | registers.unexplained_until
2.5.1 | I | 2006 Regulations | H ended: C with leave, otherwise G. | attendance_codes.meaning
2.5.2 | I† | 2013 amendment | F ended with holiday leave. | attendance_codes.meaning
2.5.3 | I | 2006 Regulations | J counted as attending; J1 is authorised absence. | attendance_codes.meaning
2.5.4 | I | 2006 Regulations | Y became Y1 to Y7. | attendance_codes.meaning
2.5.5 | I | 2006 Regulations | C became C, C1 and C2. | attendance_codes.meaning
2.5.6 | I | 2006 Regulations | B was tightened, and K made. | attendance_codes.meaning
2.5.7 | I | reg 10 | K and Q are new. | attendance_codes.meaning
2.5.8 | I | reg 10 | X is for pupils not of compulsory school age only. | attendance_codes.meaning
2.5.9 | I | 2024 guidance, chapter 8 | Z is unchanged; # is for the whole school, and no more for a staggered start. | attendance_codes.meaning
2.5.10 | I | reg 10 | The other codes were kept. | attendance_codes.meaning
2.5.11 | I | 2006 Regulations; reg 10 | A session keeps the codes of its own day. | attendance_codes.meaning attendance_codes.CODES
2.6.1 | I | 2026 guidance, p. 20 | Parents are contacted on the first day, and again while the absence goes on. | follow_up.first_day follow_up.reasonable_steps follow_up.call_order
2.6.2 | I | 2026 guidance, p. 20, p. 67 | More than one emergency contact. | admission_register.EMERGENCY_CONTACTS_ADVISED
2.6.3 | I | 2024 guidance, para 52 | A social worker or youth justice worker is told of an unexplained absence, and before a deletion. | follow_up.who_is_told follow_up.TELLINGS
2.6.4 | I | 2024 guidance, chapter 2; 2026 guidance, p. 16 | What an attendance policy covers. | attendance_policy.contents
"""
