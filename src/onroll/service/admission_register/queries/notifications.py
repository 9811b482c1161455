"""The notifications of a school's entries as they say now (regulation 8(3))."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from django.db.models import Q

from onroll.service.admission_register.contents import Contents, fold
from onroll.service.admission_register.models import AdmissionEntry


def notifications_of(school_id: int) -> dict[int, list[Contents]]:
    """Return the notifications of each enrolment that has any, those recorded in error included, in one statement."""
    amended = Q(kind=AdmissionEntry.Kind.AMENDED, contents__has_key="notifications")
    rows = AdmissionEntry.objects.filter(
        Q(kind=AdmissionEntry.Kind.NOTIFIED) | amended, school_id=school_id
    ).order_by("enrolment_id", "pk")
    entries = rows.values_list("enrolment_id", "contents")
    return {
        enrolment_id: fold((contents, {}) for _, contents in made)["notifications"]
        for enrolment_id, made in groupby(entries, key=itemgetter(0))
    }
