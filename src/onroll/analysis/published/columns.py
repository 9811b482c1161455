"""The columns of the files “pupil attendance in schools”: which code, which total and which rate each one is."""

from dataclasses import dataclass
from datetime import date

from onroll.analysis.arithmetic import Family
from onroll.law.attendance_codes import in_force_between

#: What a cell may hold in place of a number: confidential, not applicable, not available, nearly nothing, unreliable.
#: Older files say NA as well.
SYMBOLS = frozenset({"c", "z", "x", "k", "low", "u", ".", "NA", ""})

#: The count of each code. `reason_present` is the sum of the first two.
CODES = {
    "reason_present_am": "/",
    "reason_present_pm": "\\",
    "reason_l_present_late_before_registers_closed": "L",
    "reason_i_authorised_illness": "I",
    "reason_m_authorised_medical_dental": "M",
    "reason_r_authorised_religious_observance": "R",
    "reason_s_authorised_study_leave": "S",
    "reason_t_authorised_mobile_child": "T",
    "reason_h_authorised_holiday": "H",
    "reason_e_authorised_excluded": "E",
    "reason_c_authorised_other": "C",
    "reason_c1_authorised_regulated_performance": "C1",
    "reason_j1_authorised_interview": "J1",
    "reason_c2_authorised_temp_reduced_timetable": "C2",
    "reason_b_aea_education_off_site": "B",
    "reason_j_aea_interview": "J",
    "reason_p_aea_approved_sporting_activity": "P",
    "reason_v_aea_educational_visit_trip": "V",
    "reason_w_aea_work_experience": "W",
    "reason_k_aea_education_arranged_by_la": "K",
    "reason_g_unauthorised_holiday": "G",
    "reason_u_unauthorised_late_after_registers_closed": "U",
    "reason_o_other_unauthorised": "O",
    "reason_n_no_reason_yet": "N",
}
#: A code that is counted and has a column only in files that are not published.
CODE_OF_OLD_HOLIDAYS = "F"
CODES_NOT_ALWAYS_THERE = {"reason_f_legacy_family_holiday": CODE_OF_OLD_HOLIDAYS}

#: The count of each family of codes.
FAMILIES = {
    "present_sessions": Family.PRESENT,
    "approved_educational_activity": Family.APPROVED_EDUCATIONAL_ACTIVITY,
    "overall_attendance": Family.ATTENDED,
    "authorised_absence": Family.AUTHORISED,
    "unauthorised_absence": Family.UNAUTHORISED,
    "overall_absence": Family.ABSENCE,
    "possible_sessions": Family.POSSIBLE,
    "late_sessions": Family.LATE,
}
POSSIBLE = "possible_sessions"
PRESENT_IN_TIME = "reason_present"

#: The rate of each count, in per cent of possible sessions.
RATES = {
    "attendance_perc": "overall_attendance",
    "overall_absence_perc": "overall_absence",
    "authorised_absence_perc": "authorised_absence",
    "unauthorised_absence_perc": "unauthorised_absence",
    "illness_perc": "reason_i_authorised_illness",
    "appointments_perc": "reason_m_authorised_medical_dental",
    "unauth_hol_perc": "reason_g_unauthorised_holiday",
    "unauth_oth_perc": "reason_o_other_unauthorised",
    "unauth_late_registers_closed_perc": "reason_u_unauthorised_late_after_registers_closed",
    "unauth_not_yet_perc": "reason_n_no_reason_yet",
    "auth_religious_perc": "reason_r_authorised_religious_observance",
    "auth_study_perc": "reason_s_authorised_study_leave",
    "auth_mob_perc": "reason_t_authorised_mobile_child",
    "auth_excluded_perc": "reason_e_authorised_excluded",
    "auth_performance_perc": "reason_c1_authorised_regulated_performance",
    "auth_interview_perc": "reason_j1_authorised_interview",
    "auth_part_time_perc": "reason_c2_authorised_temp_reduced_timetable",
    "auth_other_perc": "reason_c_authorised_other",
}
#: Rates that the files of some years have.
RATES_NOT_ALWAYS_THERE = {"auth_holiday_perc": "reason_h_authorised_holiday"}
#: A count of pupils over a count of pupils, of which the file gives neither.
NOT_RECOMPUTABLE = ("pa_perc",)

#: What is a mean over days, or of the census, and adds up over phases like a count.
ENROLMENTS = "total_enrolments"
CENSUS_SIZES = ("total_num_schools", ENROLMENTS)
SIZES = ("num_schools", "enrolments", *CENSUS_SIZES)
TOTALS = (*FAMILIES, PRESENT_IN_TIME)
PERIOD, PERIOD_NAME, DAY, PHASE = "time_period", "time_identifier", "attendance_date", "education_phase"
PLACE = ("geographic_level", "country_code", "region_code", "new_la_code")
AUTHORITY_CODE = "old_la_code"
PLACE_NAMES = ("la_name", "region_name", "country_name")
#: What a column is called now, by what it was called before 2025.
FORMERLY = {
    "school_type": PHASE,
    "reason_t_authorised_grt_absence": "reason_t_authorised_mobile_child",
    "auth_grt_perc": "auth_mob_perc",
}
#: Files have a column of a code from the first day of the code.
FIRST_DAYS = {column: in_force_between(code)[0] for column, code in CODES.items()}
_OLDEST = min(FIRST_DAYS.values())
NEEDED = (
    *(PERIOD, PERIOD_NAME, PHASE, *PLACE, *PLACE_NAMES, *TOTALS, *SIZES),
    *(column for column, day in FIRST_DAYS.items() if day == _OLDEST),
    *(rate for rate, part in RATES.items() if FIRST_DAYS.get(part, _OLDEST) == _OLDEST),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column of one file stands, and which of those that may be left out it has.

    `codes` and `rates` are its columns with the code or the count of each, and `absent` the columns of codes it has
    not, with the day from which it would have to have them.
    """

    at: dict[str, int]
    codes: tuple[tuple[str, str], ...]
    rates: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    absent: tuple[tuple[str, date], ...]
    not_recomputable: tuple[str, ...]

    @classmethod
    def of(cls, at: dict[str, int]) -> "Layout":
        """Lay out the columns that a header names."""
        codes = tuple(
            (name, code) for name, code in {**CODES, **CODES_NOT_ALWAYS_THERE}.items() if name in at
        )
        rates = tuple(
            (name, part)
            for name, part in {**RATES, **RATES_NOT_ALWAYS_THERE}.items()
            if name in at and part in at
        )
        return cls(
            at,
            codes,
            rates,
            numbers=(*TOTALS, *dict(codes), *SIZES, *dict(rates)),
            absent=tuple((name, day) for name, day in FIRST_DAYS.items() if name not in at),
            not_recomputable=tuple(name for name in NOT_RECOMPUTABLE if name in at),
        )

    @property
    def counts_old_holidays(self) -> bool:
        """Whether the file has a column for the code of old holidays."""
        return any(code == CODE_OF_OLD_HOLIDAYS for _, code in self.codes)
