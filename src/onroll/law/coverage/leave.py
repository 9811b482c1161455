"""Section 3: leave of absence and other absence."""

ROWS = """
3.1.1 | I | reg 11(1) | Who is bound, and who may give leave; never after the event. | leave_of_absence.may_be_given
3.2.1 | I | reg 11(2) | Employment in school hours: only a regulated performance or employment abroad. | leave_of_absence.may_be_given leave_of_absence.PERMITTED
3.2.1.1 | I | reg 11(2)(a); 1963 Act s.37 | A regulated performance: under a licence, or exempt. | leave_of_absence.may_be_given
3.2.1.2 | I | reg 11(2)(b); 1933 Act s.25 | Regulated employment abroad: under a licence of a justice of the peace. | leave_of_absence.may_be_given
3.2.2 | I | reg 11(3) | Other leave only for the purposes that follow. | leave_of_absence.may_be_given
3.2.3 | I | reg 11(4) | An interview, asked for in advance. | leave_of_absence.may_be_given
3.2.4 | I | reg 11(5) | Study for a public examination, agreed in advance. | leave_of_absence.may_be_given
3.2.5 | I† | reg 11(6) | Temporary part-time education of a pupil of age, by agreement. | part_time_timetables.may_stand leave_of_absence.may_be_given
3.2.5.1 | I | reg 11(6) | Agreed that part time is right for now, because of exceptional circumstances. | part_time_timetables.may_stand
3.2.5.2 | I | reg 11(6) | Agreed at which times and on which dates the pupil attends. | part_time_timetables.may_stand
3.2.6 | I† | reg 11(7) | A part-time arrangement of a pupil not of age. | leave_of_absence.may_be_given
3.2.7 | I† | reg 11(8) | Exceptional circumstances, asked for in advance by a parent the pupil lives with. | leave_of_absence.may_be_given
3.2.8 | I† | reg 11(4) | Who may ask: a parent the pupil lives with, or a pupil over compulsory school age. | leave_of_absence.may_be_given
3.2.9 | I | reg 11 | What is recorded of a request: who asked and when, the days, the purpose, the decision and who was allowed to make it. | leave_of_absence.may_be_given service/attendance_register/models/plan.py
3.3.1 | I | 2024 guidance, part-time timetables | Full time by right; part time only in very exceptional circumstances. | part_time_timetables.may_stand
3.3.2 | I | 2024 guidance, part-time timetables | Not to manage behaviour. | part_time_timetables.may_stand
3.3.3 | I† | 2024 guidance, part-time timetables | A time limit and reviews; no statutory length. | part_time_timetables.may_stand part_time_timetables.WEEKS_BEFORE_A_LONG_LOOK
3.3.4 | I† | reg 11(6) | A home parent agrees; withdrawal ends it. | part_time_timetables.may_stand
3.3.5 | I | reg 10; local practice | C2, or X, for the sessions left out; the authority is told where it asks. | part_time_timetables.CODE
3.3.6 | I† | 2024 guidance, part-time timetables | The social worker agrees; the authority is told of a plan. | part_time_timetables.may_stand
3.3.7 | I | s.436B(5)(b), not in force | Part-time pupils will be on the register of children not in school. | home_education.on_the_register
3.4.1 | I | 2024 guidance, chapter 8 | I: no limit of sessions; evidence only on genuine doubt. | returns.sickness attendance_codes.meaning follow_up.codes_of_a_reason
3.4.2 | I | reg 11 | M: in advance and for the time needed. | leave_of_absence.may_be_given
3.4.3 | I | reg 11(5) | S: no fixed number of days. | leave_of_absence.may_be_given planned_attendance.pupil
3.4.4 | I | reg 10(3) | R: the day set apart; more needs leave. | attendance_codes.meaning planned_attendance.arrangement
3.4.5 | I | reg 3(1) | T: a mobile child only. | attendance_codes.meaning admission_register.mobile_child planned_attendance.arrangement planned_attendance.pupil
3.4.6 | I | reg 10(3) | E: suspended or excluded. | attendance_codes.meaning
3.4.7 | I | reg 10(11) | V, P, W, B, K: attending elsewhere. | attendance_codes.meaning planned_attendance.arrangement planned_attendance.remote_education
3.5.1 | I | s.444(6) | 200 attendances in twelve months are part of a defence, no limit of T. | offences.travelling_trade_defence
3.5.1.1 | I | s.444(6) | The parent's trade or business requires travel. | offences.travelling_trade offences.travelling_trade_defence
3.5.1.2 | I | s.444(6) | The child attended as regularly as that permits. | offences.travelling_trade offences.travelling_trade_defence
3.5.1.3 | I | s.444(6) | From six years of age, 200 attendances in the twelve months before proceedings. | offences.travelling_trade offences.travelling_trade_defence
3.6.1 | I | Education and Inspections Act 2006 | Days 1 to 5 of an exclusion: work is set, code E, and the parent keeps the child out of public places. | public_places.days_of_duty exclusions.provision_from
3.6.2 | I | Education and Inspections Act 2006 s.100; s.19; SI 2007/1870 | From the sixth school day provision is arranged, by the school or the authority. | exclusions.provision_from exclusions.SCHOOL_DAY_OF_PROVISION
3.6.3 | I | Exclusions Regulations 2012 regs 4, 13, 22 | At most 45 school days of suspension a school year; those before a cancelling count. | exclusions.within_the_year exclusions.MOST_SCHOOL_DAYS
3.6.3.1 | I | Exclusions Regulations 2012 reg 5 | The authority, a social worker and the virtual school head are told without delay, and of one that is cancelled. | exclusions.who_is_told
3.6.3.2 | I† | Exclusions Regulations 2012 regs 2 and 6 | The governing board considers it, by the school days of the term. | exclusions.governors_consider exclusions.term
3.6.3.3 | I | Exclusions Regulations 2012 reg 8A; S.I. 2023/571 | None is cancelled once the board meets on it, nor of a pupil out for more than 45 school days of the year. | exclusions.may_cancel exclusion_cancelling.MOST_SCHOOL_DAYS_OUT
"""
