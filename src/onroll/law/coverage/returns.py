"""Section 4: returns, access and sharing."""

ROWS = """
4.1.1 | I | reg 13(1) | New pupil: by the end of the fifth day after entry. | returns.new_pupil returns.NEW_PUPIL_DAYS
4.1.2 | I | reg 13(2) | New pupil: everything in the admission register. | returns.new_pupil
4.1.3 | I | reg 13(3) | New pupil: exempt in the most junior class from the first day of the school year. | returns.new_pupil
4.1.4 | I | reg 13(3) | New pupil: no exemption once the authority has asked. | returns.new_pupil
4.2.1 | I† | reg 13(6) | Deletion: as soon as the ground is met. | returns.deletion
4.2.2 | I† | reg 13(4) | Deletion: what the return holds. | returns.deletion
4.2.3 | I | reg 13(5) | Deletion: exempt for leavers of the most senior class at the end of the year. | returns.deletion
4.3 | I† | reg 13 | Attendance: ten school days with G, N, O or U; at least monthly; regular attendance is local. | returns.attendance returns.ATTENDANCE_RUN returns.ATTENDANCE_RETURNS_A_MONTH
4.4 | I† | reg 13 | Sickness: fifteen days, had or expected, in a school year. | returns.sickness returns.SICKNESS_DAYS
4.5.1 | R† | reg 12 | Registers are open to inspectors and authorised officers. | -
4.5.2 | O† | reg 12 | The Secretary of State may require information. | -
4.5.3 | R | reg 12 | A reader's role, exports with history, a printable copy. | -
4.6 | O† | SI 2024/209 | Daily attendance data to the department. | -
4.7.1 | R | guidance | Social workers are told. | -
4.7.2 | R | guidance | Youth justice workers are told. | -
4.7.3 | R | guidance | The virtual school head has the attendance of looked-after children. | -
4.7.4 | R | guidance | Schools of siblings coordinate. | -
4.7.5 | R | guidance | Termly support meetings with the authority. | -
4.7.6 | R† | Pupil Information Regulations 2005 | The common transfer file within fifteen school days. | -
4.7.7 | R† | Pupil Information Regulations 2005 | Attendance in the annual report to parents. | -
4.7.8 | R | census | The school census and the parental measures census. | -
"""
