"""The Acts, regulations and guidance editions that Onroll cites.

A guidance edition is an instrument of its own, because paragraph numbers move between
editions.
"""

from datetime import date

from onroll.law.citation import Instrument, Strength

_LEGISLATION = "https://www.legislation.gov.uk"
_WORKING_TOGETHER = "https://www.gov.uk/government/publications/working-together-to-improve-school-attendance"

# Acts

EDUCATION_ACT_1996 = Instrument(
    name="Education Act 1996",
    short_name="Education Act 1996",
    link=f"{_LEGISLATION}/ukpga/1996/56",
    in_force_from=date(1996, 11, 1),
    strength=Strength.LAW,
    divisions="section",
)

FAMILY_LAW_REFORM_ACT_1969 = Instrument(
    name="Family Law Reform Act 1969",
    short_name="Family Law Reform Act 1969",
    link=f"{_LEGISLATION}/ukpga/1969/46",
    in_force_from=date(1970, 1, 1),
    strength=Strength.LAW,
    divisions="section",
)

CHILDREN_ACT_1989 = Instrument(
    name="Children Act 1989",
    short_name="Children Act 1989",
    link=f"{_LEGISLATION}/ukpga/1989/41",
    in_force_from=date(1991, 10, 14),
    strength=Strength.LAW,
    divisions="section",
)

ANTI_SOCIAL_BEHAVIOUR_ACT_2003 = Instrument(
    name="Anti-social Behaviour Act 2003",
    short_name="Anti-social Behaviour Act 2003",
    link=f"{_LEGISLATION}/ukpga/2003/38",
    in_force_from=date(2004, 2, 27),
    strength=Strength.LAW,
    divisions="section",
)

EDUCATION_AND_INSPECTIONS_ACT_2006 = Instrument(
    name="Education and Inspections Act 2006",
    short_name="Education and Inspections Act 2006",
    link=f"{_LEGISLATION}/ukpga/2006/40",
    in_force_from=date(2007, 9, 1),
    strength=Strength.LAW,
    divisions="section",
)

EQUALITY_ACT_2010 = Instrument(
    name="Equality Act 2010",
    short_name="Equality Act 2010",
    link=f"{_LEGISLATION}/ukpga/2010/15",
    in_force_from=date(2011, 4, 5),
    strength=Strength.LAW,
    divisions="section",
)

MAGISTRATES_COURTS_ACT_1980 = Instrument(
    name="Magistrates' Courts Act 1980",
    short_name="Magistrates' Courts Act 1980",
    link=f"{_LEGISLATION}/ukpga/1980/43",
    in_force_from=date(1981, 7, 6),
    strength=Strength.LAW,
    divisions="section",
)

SENTENCING_ACT_2020 = Instrument(
    name="Sentencing Act 2020",
    short_name="Sentencing Act 2020",
    link=f"{_LEGISLATION}/ukpga/2020/17",
    in_force_from=date(2020, 12, 1),
    strength=Strength.LAW,
    divisions="section",
)

# Registers

PUPIL_REGISTRATION_2024 = Instrument(
    name="School Attendance (Pupil Registration) (England) Regulations 2024",
    short_name="Pupil Registration Regulations 2024",
    link=f"{_LEGISLATION}/uksi/2024/208",
    in_force_from=date(2024, 8, 19),
    strength=Strength.LAW,
    divisions="regulation",
)

PUPIL_REGISTRATION_2006 = Instrument(
    name="Education (Pupil Registration) (England) Regulations 2006",
    short_name="Pupil Registration Regulations 2006",
    link=f"{_LEGISLATION}/uksi/2006/1751",
    in_force_from=date(2006, 9, 1),
    strength=Strength.LAW,
    divisions="regulation",
)

PUPIL_REGISTRATION_AMENDMENT_2013 = Instrument(
    name=("Education (Pupil Registration) (England) (Amendment) Regulations 2013"),
    short_name="Pupil Registration Amendment Regulations 2013",
    link=f"{_LEGISLATION}/uksi/2013/756",
    in_force_from=date(2013, 9, 1),
    strength=Strength.LAW,
    divisions="regulation",
)

# School age

START_OF_COMPULSORY_SCHOOL_AGE_1998 = Instrument(
    name="Education (Start of Compulsory School Age) Order 1998",
    short_name="Start of Compulsory School Age Order 1998",
    link=f"{_LEGISLATION}/uksi/1998/1607",
    in_force_from=date(1998, 8, 1),
    strength=Strength.LAW,
    divisions="article",
)

SCHOOL_LEAVING_DATE_1997 = Instrument(
    name="Education (School Leaving Date) Order 1997",
    short_name="School Leaving Date Order 1997",
    link=f"{_LEGISLATION}/uksi/1997/1970",
    in_force_from=date(1998, 1, 1),
    strength=Strength.LAW,
    divisions="article",
)

# Penalty notices

PENALTY_NOTICES_2007 = Instrument(
    name="Education (Penalty Notices) (England) Regulations 2007",
    short_name="Penalty Notices Regulations 2007",
    link=f"{_LEGISLATION}/uksi/2007/1867",
    in_force_from=date(2007, 9, 1),
    strength=Strength.LAW,
    divisions="regulation",
)

PENALTY_NOTICES_AMENDMENT_2024 = Instrument(
    name="Education (Penalty Notices) (England) (Amendment) Regulations 2024",
    short_name="Penalty Notices Amendment Regulations 2024",
    link=f"{_LEGISLATION}/uksi/2024/210",
    in_force_from=date(2024, 8, 19),
    strength=Strength.LAW,
    divisions="regulation",
)

# Guidance, an edition each

WORKING_TOGETHER_2022 = Instrument(
    name="Working together to improve school attendance",
    short_name="Working together (2022)",
    link=_WORKING_TOGETHER,
    in_force_from=date(2022, 9, 1),
    strength=Strength.ADVICE,
    edition="May 2022 edition",
)

WORKING_TOGETHER_2024 = Instrument(
    name="Working together to improve school attendance",
    short_name="Working together (2024)",
    link=_WORKING_TOGETHER,
    in_force_from=date(2024, 8, 19),
    strength=Strength.STATUTORY_GUIDANCE,
    edition="August 2024 edition",
)

WORKING_TOGETHER_2026 = Instrument(
    name="Working together to improve school attendance",
    short_name="Working together (2026)",
    link=_WORKING_TOGETHER,
    in_force_from=date(2026, 7, 9),
    strength=Strength.STATUTORY_GUIDANCE,
    edition="July 2026 edition",
)

ATTENDANCE_CODES_2009 = Instrument(
    name="Absence and attendance codes: guidance for schools and local authorities",
    short_name="Attendance codes guidance (2009)",
    link="https://www.gov.uk/government/publications/school-attendance",
    in_force_from=date(2006, 9, 1),
    strength=Strength.ADVICE,
    edition="January 2009 edition",
)

SUSPENSION_AND_EXCLUSION_2022 = Instrument(
    name="Suspension and permanent exclusion from maintained schools, academies and pupil referral units in England",
    short_name="Suspension and exclusion guidance",
    link="https://www.gov.uk/government/publications/school-exclusion",
    in_force_from=date(2022, 9, 1),
    strength=Strength.STATUTORY_GUIDANCE,
)

# Statistics

ABSENCE_STATISTICS = Instrument(
    name="Pupil absence in schools in England: methodology",
    short_name="Absence statistics methodology",
    link=(
        "https://explore-education-statistics.service.gov.uk/methodology/pupil-absence-in-schools-in-england"
    ),
    in_force_from=date(2005, 9, 1),
    strength=Strength.ADVICE,
)

SCHOOLS_WHITE_PAPER_2026 = Instrument(
    name="Schools White Paper 2026",
    short_name="Schools White Paper 2026",
    link="https://www.gov.uk/government/organisations/department-for-education",
    in_force_from=date(2026, 2, 1),
    strength=Strength.ADVICE,
)

# Our own choices, where the sources are silent

ONROLL = Instrument(
    name="Onroll's own choice",
    short_name="Onroll's own choice",
    link="",
    in_force_from=date(2006, 9, 1),
    strength=Strength.OURS,
    divisions="choice",
)
