"""Section 1: the admission register. The grounds of 9(1) are read off the grounds themselves."""

ROWS = """
1.1.1 | I | s.434; reg 5 | Every school has an admission register. | admission_register.contents
1.1.2 | I | reg 5 | Every school has an attendance register, unless all its pupils board. | registers.must_be_kept
1.1.3 | I† | reg 5, reg 6 | Both registers are kept electronically; before 19 August 2024 on paper too. | register_keeping.FORMS_ALLOWED
1.1.4 | I | reg 7 | Every entry is kept for six years from the day it was made; three before 19 August 2024. | registers.preserve_until retention.YEARS_PRESERVED
1.1.5 | I† | s.434(6) | Breach of the registration regulations is an offence of the proprietor. | offences.greatest_penalty offences.OFFENCES
1.1.6 | I | reg 10(1) | Whoever is on the admission register is on the attendance register, unless a boarder. | registers.covers registers.entry
1.1.7 | I | 2024 guidance, chapter 7 | Names are not deleted retrospectively. | deletion_grounds.obvious_faults
1.1.8 | I | regs 1 and 2 | In force from 19 August 2024; the 2006 Regulations before. | attendance_codes.CODES retention.YEARS_PRESERVED
1.2.1 | I | reg 8(1) | The name is entered on the starting day, before or at the beginning of the first session. | admission_register.starting_day
1.2.2 | I | reg 3 | What the starting day is. | admission_register.starting_day
1.2.3 | I | reg 3 | Admitted by agreement: the day agreed, or the first day attended. | admission_register.starting_day
1.2.4 | I | reg 3 | Under a duty to admit: the day the school was told, or the first day attended. | admission_register.starting_day
1.2.5 | I | reg 3 | Where no day was agreed or told, nobody is on roll before first attending. | admission_register.starting_day
1.2.6 | I† | reg 3(2) | Who controls the pupil's attendance. | admission_register.control_of_attendance
1.2.6.1 | I | reg 3(2) | As a rule a parent. | admission_register.control_of_attendance
1.2.6.2 | I | reg 3(2) | Off site by direction: the directing school's governing body or proprietor. | admission_register.control_of_attendance
1.2.6.3 | I† | reg 3(2) | Where the authority arranged provision: the authority. | admission_register.control_of_attendance
1.2.6.4 | I† | reg 3(2) | Over compulsory school age: the pupil may. | admission_register.control_of_attendance
1.2.7 | I | 2024 guidance, chapter 7 | A pupil who does not come on the starting day is on roll: N, then O. | registers.unexplained_until missing_education.next_step
1.2.8 | I | 2024 guidance, chapter 8 | Code Z is for before the starting day only. | registers.entry
1.3.1 | I† | reg 8(2)(a) | The pupil's full name. | admission_register.contents
1.3.2 | I† | reg 8(2)(b) | The pupil's address. | admission_register.contents
1.3.3 | I† | reg 8(2)(c) | The pupil's sex. | admission_register.contents
1.3.4 | I† | reg 8(2)(d) | The full name of every parent known to the school. | admission_register.contents
1.3.5 | I† | reg 8(2)(e) | The address of every parent known to the school. | admission_register.contents
1.3.6 | I† | reg 8(2)(f) | Which parents the pupil lives with, and an emergency number for each; more than one person is advised. | admission_register.contents admission_register.EMERGENCY_CONTACTS_ADVISED
1.3.7 | I† | reg 8(2)(g) | The day, month and year of birth. | admission_register.contents
1.3.8 | I† | reg 8(2)(h) | The starting day. | admission_register.contents admission_register.starting_day
1.3.9 | I† | reg 8(2)(i) | The name and address of the last school attended. | admission_register.contents
1.3.10 | I† | reg 8 | In a school with boarders, whether the pupil boards. | admission_register.contents
1.3.11 | R† | 2006 Regulations reg 5 | An alphabetical index of the register. | - | Any pupil is found by name, number or class, which is what an index is for: no rule to work out.
1.3.12 | I | reg 8(3) | A move: the parent's name, the new address and the day. | admission_register.notifications
1.3.13 | I | reg 8(3) | Another school: its name and the day. | admission_register.notifications
1.4.1 | I† | reg 6 | An amendment keeps the original, the amended entry, the reason, the day, and who made it. | registers.amendment
1.4.1.1 | I† | reg 6 | The original entry. | registers.amendment
1.4.1.2 | I† | reg 6 | The amended entry. | registers.amendment
1.4.1.3 | I† | reg 6 | The reason. | registers.amendment
1.4.1.4 | I† | reg 6 | The day the amendment was made. | registers.amendment
1.4.1.5 | I† | reg 6 | Who made it: name and role. | registers.amendment
1.4.2 | I | regs 5 and 7 | A copy of the registers at least once a month, as before 2024. | register_keeping.MONTHS_BETWEEN_COPIES
1.5.1 | I | reg 9 | A name is deleted when, and only when, a ground is met. | admission_register.deletion_ground deletion_grounds.obvious_faults
1.5.2 | I | reg 9(1), 9(3) | Grounds differ by compulsory school age. | admission_register.deletion_ground
1.5.3 | I | reg 13(4) to (6) | The ground is recorded and returned, at the latest with the deletion. | returns.deletion
1.5.4 | I | reg 9 | A deletion takes effect when it is made; attendance is recorded until then. | deletion_grounds.obvious_faults
1.5.5 | I | Education inspection framework | Deletion for another reason, in the school's interest or under pressure, may be off-rolling. | deletion_grounds.no_off_rolling
1.5.6 | I† | reg 9 | Poor attendance, forms not returned and part-time placement are no grounds. | deletion_grounds.obvious_faults
1.6.1.1 | I | reg 9(1)(a) | No school attendance order names this school. | admission_register.deletion_ground
1.6.1.2 | I | reg 9(1)(a) | Not a mobile child whose main school this is. | admission_register.deletion_ground
1.6.1.3 | I | reg 9(1)(a) | Not agreed that the pupil be registered at both. | admission_register.deletion_ground
1.6.8.1 | I† | reg 9(1)(h) | Joint enquiries did not find where the pupil is and in what circumstances. | admission_register.deletion_ground
1.6.8.2 | I† | reg 9(1)(h) | They did, and school and authority agree that the pupil will not attend again. | admission_register.deletion_ground
1.6.9.1 | I† | reg 9(1)(i) | Joint enquiries did not find where the pupil is and in what circumstances. | admission_register.deletion_ground
1.6.9.2 | I† | reg 9(1)(i) | They did, and school and authority agree that the pupil will not attend again. | admission_register.deletion_ground
1.6.12.1 | I† | reg 9(1)(l) | Pupil or parent has said that the pupil will not stay on. | admission_register.deletion_ground
1.6.12.2 | I† | reg 9(1)(l) | Or the pupil does not meet the sixth form's entry requirements. | admission_register.deletion_ground
1.6.16 | I | reg 9(1) | The medical ground of 2006 was not carried over, and is not offered. | admission_register.deletion_ground deletion_grounds.obvious_faults
1.6.17 | I | reg 9(1)(h), (i) | Counting: school days of this school; ten after leave; twenty with G, N or O in both sessions. The count alone is not enough. | admission_register.deletion_ground deletion_conditions.SCHOOL_DAYS_AFTER_LEAVE deletion_conditions.SCHOOL_DAYS_ABSENT deletion_conditions.CODES_OF_ABSENCE
1.6.18 | I† | Children missing education 2024; reg 9(1)(h), (i) | Joint enquiries: who enquired, when, how, what was found, what was concluded and agreed. | missing_education.reasonable_enquiries missing_education.enquiry_record
1.7.1 | I† | reg 9(3) | Not of age: stopped attending, and not expected again. | admission_register.deletion_ground
1.7.2 | I† | reg 9(3) | Not of age: twenty school days' absence, and not found by the school. | admission_register.deletion_ground
1.7.3 | I† | reg 9(3) | Not of age: nursery completed and not moving up. | admission_register.deletion_ground
1.7.4 | I† | reg 9(3) | Not of age: permanently excluded. | admission_register.deletion_ground
1.7.5 | I† | reg 9(3) | Not of age: the pupil has died. | admission_register.deletion_ground
1.7.6 | I† | reg 9(3) | Not of age: registered elsewhere; boarding charges unpaid. | admission_register.deletion_ground
1.8.1 | I† | reg 9(2) | A special school's pupil placed by an authority is deleted only with its consent, on certain grounds. | admission_register.deletion_ground deletion_conditions.GROUNDS_NEEDING_CONSENT
1.8.2 | I† | reg 9(2) | A move that the authority makes by amending the EHC plan carries its consent; it is recorded. | admission_register.deletion_ground
1.9.1 | I† | Exclusions Regulations 2012 | A permanent exclusion is final after review, waiver or fifteen school days. | admission_register.exclusion_final exclusion_finality.SCHOOL_DAYS_TO_ASK_FOR_REVIEW
1.9.1.1 | I† | Exclusions Regulations 2012 reg 7 | Fifteen school days passed without an application for review. | admission_register.exclusion_final
1.9.1.2 | I† | Exclusions Regulations 2012 reg 7 | The parents said in writing that they will not apply. | admission_register.exclusion_final
1.9.1.3 | I† | Exclusions Regulations 2012 reg 7 | A review was decided or abandoned, and any reconsideration is complete. | admission_register.exclusion_final
1.10.1 | I | reg 9(1)(a)(iii) | A pupil may be registered at two schools if it is agreed; each records its own sessions, D for the others. | admission_register.deletion_ground admission_register.guest dual_registration.CODE_AT_THE_OTHER_SCHOOL attendance_codes.meaning
1.10.2 | I | reg 3(1) | Who is a mobile child. | admission_register.mobile_child
1.10.3 | I | reg 4 | The main school of a mobile child, over eighteen months. | admission_register.main_school dual_registration.MAIN_SCHOOL_MONTHS
"""
