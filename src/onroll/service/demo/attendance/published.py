"""The official figures the demo is drawn to: Department for Education, pupil attendance in schools and pupil absence in schools.

Percentages are of possible sessions, for 2025/26 unless said. Alternative provision has no published figures by code; its
figures here are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

PRIMARY, SECONDARY, SPECIAL, ALTERNATIVE = "primary", "secondary", "special", "alternative provision"

#: Overall absence, and share of pupils persistently absent.
ABSENCE = {PRIMARY: 5.277, SECONDARY: 8.490, SPECIAL: 13.169}
PERSISTENTLY_ABSENT = {PRIMARY: 13.773, SECONDARY: 23.768, SPECIAL: 36.062}

#: Each code's share of possible sessions.
CODES = {
    PRIMARY: {
        "I": 2.786, "M": 0.272, "R": 0.066, "S": 0.0, "E": 0.037, "C": 0.367, "C1": 0.003, "C2": 0.167, "J1": 0.017, "T": 0.014,
        "G": 0.535, "U": 0.169, "O": 0.794, "N": 0.049, "L": 1.122, "B": 0.191, "V": 0.733, "P": 0.085, "W": 0.0, "K": 0.018,
    },
    SECONDARY: {
        "I": 3.627, "M": 0.376, "R": 0.058, "S": 0.1, "E": 0.289, "C": 0.426, "C1": 0.005, "C2": 0.321, "J1": 0.016, "T": 0.003,
        "G": 0.314, "U": 0.296, "O": 2.608, "N": 0.049, "L": 2.790, "B": 0.3, "V": 0.729, "P": 0.142, "W": 0.308, "K": 0.079,
    },
    SPECIAL: {
        "I": 5.019, "M": 1.015, "R": 0.053, "S": 0.023, "E": 0.174, "C": 1.675, "C1": 0.005, "C2": 1.588, "J1": 0.010, "T": 0.007,
        "G": 0.407, "U": 0.323, "O": 2.8, "N": 0.069, "L": 0.767, "B": 0.889, "V": 0.464, "P": 0.048, "W": 0.061, "K": 0.101,
    },
    ALTERNATIVE: {
        "I": 7.0, "M": 0.9, "R": 0.03, "S": 0.0, "E": 1.6, "C": 1.0, "C1": 0.0, "C2": 2.0, "J1": 0.05, "T": 0.0,
        "G": 0.3, "U": 1.6, "O": 20.0, "N": 0.15, "L": 4.5, "B": 1.5, "V": 0.6, "P": 0.1, "W": 0.5, "K": 1.0,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mixture:
    """Pupils' yearly absence as lognormals, fitted to the published bands of 2022/23 and moved to 2025/26 by `scale`.

    `middle` is the share who miss a little over a tenth, beyond those whom body and tail put there.
    """

    tail: float
    body_mean: float
    body_spread: float
    tail_mean: float
    tail_spread: float
    scale: float
    middle: float = 0.0
    middle_mean: float = 0.0
    middle_spread: float = 1.0


#: The mean over pupils lies above the rate over sessions, because pupils often absent are enrolled for less of the year.
#: The demo's are nearly all enrolled for all of it, so primary's scale stands a little below the fit (0.920); and its tail
#: a little above (0.0094, 4.108, 0.456), for a few hundred pupils dealt from it to have as many who are severely absent.
#: By session fewer of them would then miss a tenth than were published: its middle makes up for those.
MIXTURES = {
    PRIMARY: Mixture(0.014, 1.475, 0.82, 4.2, 0.35, 0.885, 0.05, 2.66, 0.12),
    SECONDARY: Mixture(0.0511, 1.636, 0.880, 4.020, 0.574, 0.915),
    SPECIAL: Mixture(0.0528, 1.923, 0.960, 4.243, 0.336, 0.945),
    ALTERNATIVE: Mixture(0.25, 3.2, 0.6, 4.1, 0.3, 0.95),
}

#: Share of pupils by band of yearly absence, 2022/23: 0–5, 5–10, … 45–50, 50 and over.
BANDS = {
    PRIMARY: (56.12, 27.67, 9.17, 3.21, 1.39, 0.72, 0.42, 0.26, 0.18, 0.13, 0.75),
    SECONDARY: (46.31, 27.17, 11.01, 4.77, 2.57, 1.62, 1.13, 0.83, 0.66, 0.52, 3.40),
    SPECIAL: (35.27, 26.40, 13.60, 7.09, 3.98, 2.54, 1.72, 1.27, 1.00, 0.89, 6.24),
}

#: Persistent absence by year group, 2022/23, against the phase's own: it orders pupils, it does not move the phase.
_PRIMARY_YEARS = {"R": 20.0, "1": 19.45, "2": 16.56, "3": 15.52, "4": 15.58, "5": 15.91, "6": 15.99}
_SECONDARY_YEARS = {"7": 20.22, "8": 25.71, "9": 29.15, "10": 30.03, "11": 30.69, "12": 26.0, "13": 26.0}
YEAR_GROUPS = {
    **{year: share / 16.6 for year, share in _PRIMARY_YEARS.items()},
    **{year: share / 27.2 for year, share in _SECONDARY_YEARS.items()},
}

#: A group's absence against that of pupils outside it.
FREE_MEALS = 10.0 / 5.2
NEEDS = {"": 1.0, "sen support": 10.1 / 5.8, "ehc plan": 13.1 / 5.8}
#: By ethnicity, 2016/17, against all pupils.
ETHNICITY = {
    code: rate / 4.7
    for code, rate in {
        "WBRI": 4.7, "WIRI": 5.5, "WIRT": 18.1, "WROM": 12.9, "WOTH": 4.8, "MWBC": 5.8, "MWBA": 4.4, "MWAS": 4.4, "MOTH": 4.7,
        "AIND": 3.6, "APKN": 5.2, "ABAN": 4.7, "AOTH": 3.8, "BCRB": 4.8, "BAFR": 2.9, "BOTH": 3.7, "CHNE": 2.4, "OOTH": 4.4,
    }.items()
}  # fmt: skip

#: Monday to Friday.
WEEKDAYS = {
    PRIMARY: (4.869, 4.442, 4.215, 4.299, 5.240),
    SECONDARY: (7.633, 7.662, 7.506, 7.664, 8.830),
    SPECIAL: (11.55, 11.51, 11.54, 11.89, 13.24),
    ALTERNATIVE: (33.5, 31.0, 30.5, 31.5, 35.5),
}

#: Weeks of the autumn term, 2024/25, from the first whole one; the break falls after the seventh. The last two are estimates.
AUTUMN_WEEKS = {
    PRIMARY: (3.81, 4.47, 4.41, 4.48, 4.44, 4.94, 5.61, 4.69, 4.49, 5.74, 5.77, 5.83, 6.3, 7.4),
    SECONDARY: (5.67, 6.88, 7.56, 7.58, 7.28, 7.65, 8.40, 7.44, 7.34, 8.33, 8.38, 8.86, 9.6, 11.6),
    SPECIAL: (10.14, 11.58, 12.21, 12.22, 12.06, 12.44, 12.91, 11.84, 11.92, 13.58, 13.57, 13.78, 14.2, 15.5),
}
#: The year those weeks are part of.
YEAR_OF_WEEKS = {PRIMARY: 5.247, SECONDARY: 8.594, SPECIAL: 12.882}
#: The later half terms against the year: how each starts, runs and ends (2024/25, all schools).
LATER_HALF_TERMS = ((0.99, 0.95, 1.10), (0.91, 0.98, 1.40), (0.92, 0.97, 1.08), (1.0, 1.06, 1.30))
#: Unauthorised holiday by term.
HOLIDAY_BY_TERM = (0.434, 0.285, 0.699)
