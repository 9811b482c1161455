"""Which kind of special educational need a child of the demo has, in about the proportions schools of each kind report."""

from __future__ import annotations

_MAINSTREAM = {"SLCN": 30, "SEMH": 20, "MLD": 15, "SPLD": 14, "ASD": 12, "PD": 3, "OTH": 3, "NSA": 2, "HI": 1}
#: Kinds of need by the kind of school, each with its share of a hundred.
_SHARES = {
    "primary": _MAINSTREAM,
    "secondary": {**_MAINSTREAM, "SLCN": 14, "SEMH": 24, "SPLD": 26},
    "special": {"ASD": 36, "SLD": 22, "SEMH": 13, "MLD": 11, "PMLD": 7, "SLCN": 6, "PD": 3, "HI": 1, "VI": 1},
    "alternative provision": {"SEMH": 80, "ASD": 8, "SLCN": 6, "MLD": 4, "SPLD": 2},
}
#: Children numbered one after another fall far apart in a hundred.
_STRIDE = 37


def kind_of_need(number: int, kind_of_school: str) -> str:
    """Return the kind of need of the child of a number."""
    left = number * _STRIDE % 100
    for need, share in _SHARES[kind_of_school].items():
        left -= share
        if left < 0:
            return need
    raise AssertionError(f"the shares of {kind_of_school} are not a hundred")
