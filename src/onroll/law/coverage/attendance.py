"""Section 2: the attendance register. The codes in force are read off the codes themselves."""

ROWS = """
2.1.1 | I | reg 10(1) | Taken at the beginning of the morning and once in the afternoon, every school day. | registers.session_times
2.1.2 | I | reg 10(1) | Covers every registered pupil but boarders. | registers.entry
2.1.3 | I | reg 10(2) to (4) | One code a pupil a session. | registers.entry
2.1.4 | I† | guidance | Open for the same length each session, never more than thirty minutes. | registers.entry_for_arrival registers.session_times registers.LONGEST_OPEN
2.1.5 | I | reg 10(2), (3) | Present, late or after closing, by the time of arrival. | registers.entry_for_arrival
2.1.6 | R† | guidance | Leaving after registration does not change the entry. | -
2.1.7 | I† | guidance | No individual absence in advance, unless planned; never a presence. | registers.entry
2.1.8 | R† | - | Lesson marks do not replace the two sessions. | -
2.2 | I† | reg 10 | Which codes count to the threshold, which need leave or a note, and which code has priority. | attendance_codes.meaning registers.entry
2.3.1 | I | statistics | Possible sessions: present, activity, authorised, unauthorised. | absence_measures.pupil
2.3.2 | I | statistics | Percentages of possible sessions. | absence_measures.pupil
2.3.3 | I | statistics | Persistent at a tenth, severe at half, of the pupil's own possible sessions. | absence_measures.pupil absence_measures.PERSISTENT_ABSENCE absence_measures.SEVERE_ABSENCE
2.3.4 | R† | statistics | Published figures cover pupils aged 5 to 15. | -
2.3.5 | I | statistics | D, Q, X and Y are not possible attendances, never authorised absence. | attendance_codes.meaning absence_measures.pupil
2.4.1 | I | reg 10(7) | N where no reason is established. | registers.entry_for_arrival
2.4.2 | R | reg 10(7) | Reasonable steps are taken to find the reason. | -
2.4.3 | I | reg 10(8) | Amended as soon as the reason is known, within five school days. | registers.unexplained_until registers.UNEXPLAINED_SCHOOL_DAYS
2.4.4 | I | reg 10(9) | Then O. | registers.unexplained_until registers.CODE_WHEN_NEVER_EXPLAINED
2.4.5 | I | 2026 guidance p. 20, p. 96 | School days, not working days. | registers.UNEXPLAINED_SCHOOL_DAYS
2.4.6 | R | 2026 guidance p. 82 | N becomes U, or a code that fits, for a pupil who comes after closing. | -
2.4.7 | I† | reg 6 | A later amendment is possible, with its history. | registers.amendment
2.5.1 | I | 2006 Regulations | H ended: C with leave, otherwise G. | attendance_codes.meaning
2.5.2 | I† | 2013 amendment | F ended with holiday leave. | attendance_codes.meaning
2.5.3 | I | 2006 Regulations | J counted as attending; J1 is authorised absence. | attendance_codes.meaning
2.5.4 | I | 2006 Regulations | Y became Y1 to Y7. | attendance_codes.meaning
2.5.5 | I | 2006 Regulations | C became C, C1 and C2. | attendance_codes.meaning
2.5.6 | I | 2006 Regulations | B was tightened, and K made. | attendance_codes.meaning
2.5.7 | I | reg 10 | K and Q are new. | attendance_codes.meaning
2.5.8 | I | reg 10 | X is for pupils not of compulsory school age only. | attendance_codes.meaning
2.5.9 | I | guidance | Z and # are unchanged. | attendance_codes.meaning
2.5.10 | I | reg 10 | The other codes were kept. | attendance_codes.meaning
2.6.1 | R | 2026 guidance p. 20 | Parents are contacted on the first day. | -
2.6.2 | I | guidance | More than one emergency contact. | admission_register.EMERGENCY_CONTACTS_ADVISED
2.6.3 | R | guidance | A social worker or youth justice worker is told. | -
2.6.4 | O | 2026 guidance p. 16 | What an attendance policy covers. | -
"""
