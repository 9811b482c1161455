"""The sections of a school, in the order a day needs them, and who sees which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a school's pages: its words, its folder under the school's, and what opens it."""

    text: str
    folder: str
    permission: Permission
    #: Other folders whose pages belong to it.
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the navigation."""

    text: str
    href: str
    is_current: bool


SECTIONS = (
    Section("Today", "today", Permission.TODAY_VIEW),
    Section("Absences", "absences", Permission.ABSENCE_VIEW, ("late", "lessons", "notices")),
    Section("Registers", "registers", Permission.BOARD_VIEW),
    Section(
        "Arrangements",
        "arrangements",
        Permission.ARRANGEMENT_VIEW,
        ("leave", "planned", "provision", "exclusions", "timetables", "medical"),
    ),
    Section("Gate", "gate", Permission.ARRIVAL_RECORD),
    Section("Pupils", "pupils", Permission.PUPIL_VIEW, ("recognition",)),
    Section("Messages", "messages", Permission.MESSAGE_VIEW),
    Section("Roll", "roll", Permission.ROLL_VIEW),
    Section("Figures", "figures", Permission.FIGURES_VIEW),
    Section("Checks", "checks", Permission.CHECKS_VIEW),
    Section("Calendar", "calendar", Permission.CALENDAR_VIEW),
    Section("People", "people", Permission.PEOPLE_VIEW),
    Section("Import and export", "exchange", Permission.EXPORT_RUN),
    Section("Set-up", "setup", Permission.SCHOOL_EDIT),
    Section("Audit", "audit", Permission.AUDIT_VIEW),
)


def school_sections(scope: Scope, school_id: int, path: str) -> list[Link]:
    """Return the sections of a school that these roles open, the one of `path` marked."""
    return [
        Link(section.text, href, _is_within(section, school_id, path))
        for section in SECTIONS
        if scope.may_somewhere(section.permission, school_id=school_id)
        and _is_there(href := f"/schools/{school_id}/{section.folder}/")
    ]


def _is_within(section: Section, school_id: int, path: str) -> bool:
    return path.startswith(tuple(f"/schools/{school_id}/{one}/" for one in (section.folder, *section.also)))


def is_current(path: str, href: str) -> bool:
    """Say whether a link leads to the page being read."""
    return path == href


@cache
def _is_there(href: str) -> bool:
    try:
        resolve(href)
    except Resolver404:
        return False
    return True
