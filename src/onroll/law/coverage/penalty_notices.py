"""Section 6: the national framework for penalty notices."""

ROWS = """
6.1.1 | I | national framework | Meeting the threshold means to consider, never to issue. | penalty_notices.threshold
6.1.2 | I | national framework | Ten sessions with G, N, O or U in ten school weeks. | penalty_notices.threshold penalty_notices.THRESHOLD_SESSIONS penalty_notices.THRESHOLD_SCHOOL_WEEKS
6.1.3 | I | national framework | Consecutive or not; one holiday, or lateness alone. | penalty_notices.threshold
6.1.4 | I | national framework | Rolling over terms, years and schools. | penalty_notices.threshold
6.1.5 | I† | national framework | A school week holds a session; others are skipped. | penalty_notices.threshold
6.1.6 | I | national framework | Below the threshold, at the officer's discretion and by the local code. | penalty_notices.below_the_threshold
6.1.7 | I | s.444A(1) | Only pupils of age, at the schools the section names. | penalty_notices.who_may_be_noticed penalty_notices.threshold
6.2.1 | I | reg 4 | First: £80 within 21 days, else £160 within 28. | penalty_notices.next_notice penalty_notices.amounts penalty_notices.dates
6.2.2 | I | reg 4 | Second: £160 within 28 days. | penalty_notices.next_notice penalty_notices.amounts
6.2.3 | I | reg 4 | A third may not be issued. | penalty_notices.next_notice
6.2.4 | I† | 2006 Act s.105 | Excluded child in a public place: £60, else £120. | public_places.offence
6.3.1 | I | national framework | Each parent and each child apart. | penalty_notices.next_notice penalty_notices.number
6.3.2 | I | national framework | Look back three years from the proposed day. | penalty_notices.next_notice
6.3.3 | I† | national framework | Which notices count. | penalty_notices.next_notice
6.3.4 | I† | national framework | None issued before 19 August 2024. | penalty_notices.next_notice
6.3.5 | I† | national framework | A first notice drops out after three years. | penalty_notices.next_notice
6.3.6 | I | national framework | The three years end with the proposed day. | penalty_notices.next_notice
6.3.7 | I | national framework | A third time: prosecution or another measure is considered. | penalty_notices.next_notice
6.4 | I | s.444B | Who may issue, and what they check first. | penalty_notices.who_may_issue penalty_notices.checks_before_issue
6.5 | I† | national framework | The test, case by case. | penalty_notices.case_by_case
6.6.1 | I | national framework | When a notice to improve is sent. | notices_to_improve.needed
6.6.2 | I | national framework | When it is not needed. | notices_to_improve.needed
6.6.3 | I | national framework | Three to six weeks. | notices_to_improve.period
6.6.4 | R | national framework | What it must include. | -
6.6.5 | R | national framework | What improvement is, in this case. | -
6.6.6 | I | national framework | How it ends. | notices_to_improve.penalty_notice_may_follow
6.7 | I† | reg 3 | What a penalty notice contains, and how it is served. | penalty_notices.contents penalty_notices.dates
6.8.1 | I | reg 7 | No prosecution within 28 days. | penalty_notices.may_prosecute
6.8.2 | I | s.444A | Paid in time: liability is discharged. | penalty_notices.payment penalty_notices.standing
6.8.3 | I | reg 9 | Unpaid: prosecute for the offence, or withdraw. | penalty_notices.standing penalty_notices.may_prosecute
6.8.4 | R | - | There is no appeal. | -
6.8.5 | I | reg 8 | Withdrawal, by the authority. | penalty_notices.withdrawal
6.8.6 | I | reg 9 | Withdrawal that must follow. | penalty_notices.withdrawal penalty_notices.standing
6.8.7 | I† | reg 8 | What withdrawal does. | penalty_notices.effects_of_withdrawal
6.8.8 | I† | Magistrates' Courts Act 1980 s.127 | Time must be left to prosecute. | offences.time_limit
6.9.1 | I | regs 14 to 18 | The local code of conduct. | local_code.weakens_nothing
6.9.2 | I | reg 20 | Records of notices. | penalty_notices.records
6.9.3 | R† | local codes | Pupils who live elsewhere. | -
6.9.4 | I | national framework | One notice a parent and child. | penalty_notices.number
6.10 | I† | 2006 Act ss.103 to 105 | Excluded pupils in public places. | public_places.days_of_duty public_places.offence
"""
