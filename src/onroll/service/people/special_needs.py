"""Kinds of special educational need, as the Common Basic Data Set has them; a marker of SEN keeps one as its detail."""

from __future__ import annotations

#: The kinds of marker that say that a pupil has special educational needs, the plan before the support.
SEN = ("ehc plan", "sen support")
NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty or disability",
    "NSA": "SEN support, need not assessed yet",
}


def need_of(kind: str, detail: str) -> str:
    """Return the kind of need that the detail of a marker of a kind is; blank where it is none, or the marker none of SEN."""
    need = detail.strip().upper() if kind in SEN else ""
    return need if need in NEEDS else ""
