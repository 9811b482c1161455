"""Section 4: returns, access and sharing."""

ROWS = """
4.0.1 | I | reg 3(1) | Which authority a return goes to: the maintaining authority, or that of the area where the school is. | returns.new_pupil returns.deletion service/organisations/models/school.py
4.1.1 | I | reg 13(1) | New pupil: by the end of the fifth day after entry. | returns.new_pupil returns.NEW_PUPIL_DAYS
4.1.2 | I | reg 13(2) | New pupil: everything in the admission register. | returns.new_pupil
4.1.3 | I | reg 13(3) | New pupil: exempt in the most junior class from the first day of the school year. | returns.new_pupil
4.1.4 | I | reg 13(3) | New pupil: no exemption once the authority has asked. | returns.new_pupil
4.1.5 | R | Norfolk's arrangements | Within five days, for those who come at other than the usual times. | - | One council's words for the same return; the national rule above is the one kept.
4.2.1 | I | reg 13(6) | Deletion: as soon as the ground is met. | returns.deletion
4.2.2 | I† | reg 13(4) | Deletion: what the return holds. | returns.deletion
4.2.2.1 | I | reg 13(4) | The full name. | returns.deletion
4.2.2.2 | I | reg 13(4) | The address. | returns.deletion
4.2.2.3 | I | reg 13(4) | The name and address of each parent the pupil lives with. | returns.deletion
4.2.2.4 | I | reg 13(4) | An emergency number for each. | returns.deletion
4.2.2.5 | I | reg 13(4) | What a parent told of a move or another school. | returns.deletion
4.2.2.6 | I† | reg 13(4) | The ground. | returns.deletion
4.2.3 | I | reg 13(5) | Deletion: exempt for leavers of the most senior class at the end of the year. | returns.deletion
4.3.1 | I† | reg 13 | Attendance: irregular, or ten school days with G, N, O or U; at least once a month. | returns.attendance returns.ATTENDANCE_RUN returns.CODES_OF_THE_RUN returns.ATTENDANCE_RETURNS_A_MONTH
4.3.2 | I | reg 13; our choice | The run counts school days with both sessions in G, N, O or U; irregular attendance has no number and is for the authority to say. | returns.attendance returns.ATTENDANCE_RUN returns.CODES_OF_THE_RUN
4.4.1 | I† | reg 13 | Sickness: fifteen days, had or expected, in a school year. | returns.sickness returns.SICKNESS_DAYS
4.5.1 | I† | reg 12 | Registers are open in school hours to inspectors and authorised officers, who may take extracts. | register_keeping.may_inspect register_keeping.INSPECTORS
4.5.2 | I† | reg 12 | The Secretary of State may require information. | register_keeping.may_inspect
4.5.3 | I | reg 12 | A reader's role, exports with history, a printable copy. | service/access/roles.py service/attendance_register/documents service/exchange/writing
4.6.1 | I† | SI 2024/209 | Daily attendance data to the department: who must give it. The sending is done by the supplier of the school's records system. | sharing.given_to_the_department who_is_bound.school
4.7.1 | I | 2024 guidance, para 52 | Social workers are told. | follow_up.who_is_told follow_up.TELLINGS
4.7.2 | I | 2024 guidance, para 52 | Youth justice workers are told. | follow_up.who_is_told follow_up.TELLINGS
4.7.3 | I | 2024 guidance, chapter 6 | The virtual school head has the attendance of looked-after children. | follow_up.who_is_told follow_up.TELLINGS
4.7.4 | I | 2024 guidance, chapter 5 | Schools of siblings agree before legal action. | follow_up.who_is_told follow_up.TELLINGS
4.7.5 | I | 2024 guidance, support meetings | Termly support meetings with the authority. | responsibilities.support_meetings responsibilities.AGENDA
4.7.6 | I† | Pupil Information Regulations 2005 | The common transfer file. | sharing.pupil_file
4.7.6.1 | I† | Pupil Information Regulations 2005 | Within fifteen school days of leaving the roll. | sharing.pupil_file
4.7.6.2 | I | Pupil Information Regulations 2005 | Not known where: to the lost pupil area, XXX and XXXX. | sharing.pupil_file
4.7.6.3 | I† | Pupil Information Regulations 2005 | Outside the state sector, or abroad: MMMMMMM. | sharing.pupil_file
4.7.6.4 | I† | Pupil Information Regulations 2005 | A school that admits a pupil without a file searches the lost pupil area. | sharing.pupil_file
4.7.7 | I† | Pupil Information Regulations 2005 | Attendance in the annual report to parents. | sharing.PUBLISHED_TO_PARENTS
4.7.8 | I | Absence statistics, the school census | The school census and the parental measures census. | sharing.given_to_the_department
"""
