"""Section 6: the national framework for penalty notices."""

ROWS = """
6.0.1 | I | ss.444ZA, 444A, 444B; SI 2007/1867; SI 2024/210 | The sections and regulations, and from when. | penalty_notices.threshold penalty_notices.amounts
6.1.1 | I | 2024 guidance, the national framework | Meeting the threshold means to consider, never to issue. | penalty_notices.threshold
6.1.2 | I | 2024 guidance, the national framework | Ten sessions with G, N, O or U in ten school weeks. | penalty_notices.threshold penalty_notices.THRESHOLD_SESSIONS penalty_notices.THRESHOLD_SCHOOL_WEEKS
6.1.3 | I | 2024 guidance, the national framework | Consecutive or not; one holiday, or lateness alone. | penalty_notices.threshold
6.1.4 | I | 2024 guidance, the national framework | Rolling over terms, years and schools. | penalty_notices.threshold
6.1.5 | I† | 2024 guidance, the national framework | A school week holds a session; others are skipped. | penalty_notices.threshold
6.1.6 | I | 2024 guidance, the national framework | Below the threshold, at the officer's discretion and by the local code. | penalty_notices.below_the_threshold
6.1.7 | I | s.444A(1) | Only pupils of age, at the schools the section names. | penalty_notices.who_may_be_noticed penalty_notices.threshold
6.1.8 | I† | 2024 guidance, the national framework | How it is counted: every window of ten school weeks of the pupil's own school, and the first day it holds ten. | penalty_notices.threshold
6.1.9 | I† | regs 14 to 18 | Sessions of an earlier notice are not used again. | penalty_notices.sessions_used
6.2.1 | I | reg 4 | First: £80 within 21 days, else £160 within 28. | penalty_notices.next_notice penalty_notices.amounts penalty_notices.dates
6.2.2 | I | reg 4 | Second: £160 within 28 days. | penalty_notices.next_notice penalty_notices.amounts
6.2.3 | I | reg 4 | A third may not be issued. | penalty_notices.next_notice
6.2.4 | I | 2006 Act s.105 | Excluded child in a public place: £60, else £120. | public_places.offence
6.2.5 | I† | regs 4 and 5; Lincolnshire's code | Day one is the day of receipt; a posted notice is taken to come on the second working day; no part payment. What becomes of the money is for the authority's accounts. | penalty_notices.dates penalty_notices.payment local_code.weakens_nothing
6.3.1 | I | 2024 guidance, the national framework | Each parent and each child apart. | penalty_notices.next_notice penalty_notices.number
6.3.2 | I | 2024 guidance, the national framework | Look back three years from the proposed day. | penalty_notices.next_notice
6.3.3 | I | 2024 guidance, the national framework | Which notices count. | penalty_notices.next_notice
6.3.3.1 | I | 2024 guidance, the national framework | Paid, whether by day 21 or 28. | penalty_notices.next_notice
6.3.3.2 | I | 2024 guidance, the national framework | Unpaid. | penalty_notices.next_notice
6.3.3.3 | I | 2024 guidance, the national framework | Unpaid, prosecuted and convicted. | penalty_notices.next_notice
6.3.3.4 | I | 2024 guidance, the national framework | Issued by any officer of any authority; a withdrawn one does not count. | penalty_notices.next_notice
6.3.4 | I† | 2024 guidance, the national framework | None issued before 19 August 2024. | penalty_notices.next_notice
6.3.5 | I† | 2024 guidance, the national framework | A first notice drops out after three years. | penalty_notices.next_notice
6.3.6 | I | 2024 guidance, the national framework | The three years end with the proposed day. | penalty_notices.next_notice
6.3.7 | I | 2024 guidance, the national framework | A third time: prosecution or another measure is considered. | penalty_notices.next_notice
6.4.1 | I | s.444B | Who may issue, under which code, and what is asked of the authority first. | penalty_notices.who_may_issue penalty_notices.checks_before_issue
6.4.1.1 | I | s.444B | A head teacher. | penalty_notices.who_may_issue
6.4.1.2 | I | s.444B | A deputy or assistant whom the head authorised. | penalty_notices.who_may_issue
6.4.1.3 | I | s.444B | An officer whom the authority authorised. | penalty_notices.who_may_issue
6.4.1.4 | I | s.444B | A constable, or a designated support officer or accredited person. | penalty_notices.who_may_issue
6.5.1 | I | 2024 guidance, the national framework | Support is not appropriate: is a notice the best tool, and in the public interest. | penalty_notices.case_by_case
6.5.2 | I | 2024 guidance, the national framework | Support is appropriate: the four questions. | penalty_notices.case_by_case
6.5.2.1 | I | 2024 guidance, the national framework | Enough support was given, or refused. | penalty_notices.case_by_case
6.5.2.2 | I | 2024 guidance, the national framework | A notice is the best tool now. | penalty_notices.case_by_case
6.5.2.3 | I† | Equality Act 2010 s.149 | The duties of the Equality Act were considered. | penalty_notices.case_by_case
6.5.2.4 | I | 2024 guidance, the national framework | It is in the public interest, which the authority judges. | penalty_notices.case_by_case
6.5.3 | I | 2024 guidance, the national framework | Notices that do not work are not repeated; in a dispute over support the authority decides. | penalty_notices.case_by_case
6.6.1 | I | 2024 guidance, the national framework | When a notice to improve is sent. | notices_to_improve.needed
6.6.2 | I | 2024 guidance, the national framework | When it is not needed. | notices_to_improve.needed
6.6.3 | I | 2024 guidance, the national framework | Three to six weeks. | notices_to_improve.period local_code.weakens_nothing
6.6.4 | I | 2024 guidance, the national framework | What it must include. | notices_to_improve.contents
6.6.5 | I | 2024 guidance, the national framework | What improvement is, in this case: stated in the notice, and judged against it. | notices_to_improve.contents notices_to_improve.penalty_notice_may_follow
6.6.6 | I | 2024 guidance, the national framework | How it ends. | notices_to_improve.penalty_notice_may_follow
6.7.1 | I† | reg 3 | What a penalty notice contains, and how it is served. | penalty_notices.contents penalty_notices.dates
6.8.1 | I | reg 7 | No prosecution within 28 days. | penalty_notices.may_prosecute
6.8.2 | I | s.444A | Paid in time: liability is discharged. | penalty_notices.payment penalty_notices.standing
6.8.3 | I | reg 9 | Unpaid: prosecute for the offence, or withdraw. | penalty_notices.standing penalty_notices.may_prosecute
6.8.4 | I | s.444A | There is no appeal. | penalty_notice_states.WAYS_TO_CONTEST
6.8.5 | I | reg 8 | Withdrawal, by the authority. | penalty_notices.withdrawal
6.8.5.1 | I | reg 8 | It ought not to have been issued. | penalty_notices.withdrawal
6.8.5.2 | I | reg 8 | It ought not to have been issued to the person named. | penalty_notices.withdrawal
6.8.5.3 | I | reg 8 | It has material errors. | penalty_notices.withdrawal
6.8.6 | I | reg 9 | Withdrawal that must follow. | penalty_notices.withdrawal penalty_notices.standing
6.8.7 | I† | reg 8 | What withdrawal does. | penalty_notices.effects_of_withdrawal
6.8.7.1 | I | reg 8 | The recipient is told in writing. | penalty_notices.effects_of_withdrawal
6.8.7.2 | I | reg 8 | All that was paid goes back. | penalty_notices.effects_of_withdrawal
6.8.7.3 | I | reg 8 | It counts no longer towards the limit. | penalty_notices.effects_of_withdrawal
6.8.7.4 | I† | reg 8 | No proceedings follow, unless it had material errors and is issued again. | penalty_notices.effects_of_withdrawal
6.8.8 | I | Magistrates' Courts Act 1980 s.127 | Time must be left to prosecute. | offences.time_limit penalty_notices.receive_by
6.9.1 | I | regs 14 to 18 | The local code of conduct. | local_code.weakens_nothing
6.9.1.1 | I | regs 14 to 18 | When a notice is appropriate, with the national threshold. | local_code.weakens_nothing penalty_notices.threshold
6.9.1.2 | I | regs 14 to 18 | How notices are not issued twice over. | penalty_notices.checks_before_issue penalty_notices.sessions_used
6.9.1.3 | I | regs 14 to 18 | Not while a prosecution is contemplated. | penalty_notices.checks_before_issue
6.9.1.4 | I | regs 14 to 18 | The limit of two in three years. | penalty_notices.next_notice
6.9.1.5 | I | regs 14 to 18 | How neighbouring authorities, police and schools work together. | penalty_notices.across_borders
6.9.1.6 | I | regs 14 to 18 | Notices to improve. | local_code.weakens_nothing
6.9.1.7 | I | regs 14 to 18 | What counts as enough support. | penalty_notices.case_by_case
6.9.1.8 | I | regs 14 to 18 | Whom to reach across borders. | penalty_notices.across_borders
6.9.1.9 | I | regs 14 to 18 | What happens at the third time. | local_code.weakens_nothing
6.9.1.10 | I | regs 14 to 18 | Payment, withdrawal and non-payment. | local_code.weakens_nothing penalty_notices.payment
6.9.2 | I | reg 20 | Records of notices. | penalty_notices.records
6.9.3 | I | regs 14 to 18 | Pupils who live elsewhere: the school's authority issues; every earlier authority is asked. | penalty_notices.across_borders
6.9.4 | I | 2024 guidance, the national framework | One notice a parent and child. | penalty_notices.number
6.10.1 | I† | 2006 Act ss.103 to 105 | Excluded pupils in public places. | public_places.days_of_duty public_places.offence
"""
