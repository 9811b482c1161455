"""Our documented CSV files: one specification a file, in the order they are read and written."""

from onroll.service.exchange.files.attendance import AMENDMENTS, ATTENDANCE
from onroll.service.exchange.files.calendar import CALENDAR
from onroll.service.exchange.files.exclusions import EXCLUSIONS
from onroll.service.exchange.files.groups import GROUPS, PLACINGS
from onroll.service.exchange.files.history import ADMISSION_ENTRIES, FORMER_NAMES, MARKERS
from onroll.service.exchange.files.parents import PARENTS, RELATIONSHIPS
from onroll.service.exchange.files.pupils import PUPILS
from onroll.service.exchange.files.school import SCHOOL
from onroll.service.exchange.files.specification import Column, FileSpec
from onroll.service.exchange.files.staff import STAFF

FILES: dict[str, FileSpec] = {
    spec.name: spec
    for spec in (
        SCHOOL,
        CALENDAR,
        GROUPS,
        STAFF,
        PARENTS,
        PUPILS,
        FORMER_NAMES,
        MARKERS,
        PLACINGS,
        RELATIONSHIPS,
        ADMISSION_ENTRIES,
        EXCLUSIONS,
        ATTENDANCE,
        AMENDMENTS,
    )
}

__all__ = [
    "ADMISSION_ENTRIES",
    "AMENDMENTS",
    "ATTENDANCE",
    "CALENDAR",
    "EXCLUSIONS",
    "FILES",
    "FORMER_NAMES",
    "GROUPS",
    "MARKERS",
    "PARENTS",
    "PLACINGS",
    "PUPILS",
    "RELATIONSHIPS",
    "SCHOOL",
    "STAFF",
    "Column",
    "FileSpec",
]
