"""A school's record as rows of our files, in canonical order: what is exported, and what an import is compared with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from onroll.service.access.models import RoleHeld
from onroll.service.admission_register.contents import boards, fold
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.exchange.files.pupils import ENROL_STATUSES, NO_SCHOOL
from onroll.service.exchange.models import Exclusion
from onroll.service.exchange.writing.history import HISTORY, WRITTEN
from onroll.service.organisations.models import RegistrationGroup, School, SchoolSession
from onroll.service.people.models import (
    ContactDetail,
    Parent,
    PupilMarker,
    RegistrationGroupMembership,
    Relationship,
    StaffMember,
    YearGroupMembership,
)

Row = dict[str, Any]
_Kind = PupilMarker.Kind
FLAGS = {
    "fsm": _Kind.FREE_SCHOOL_MEALS,
    "ehcp": _Kind.EHC_PLAN,
    "lac": _Kind.LOOKED_AFTER,
    "plac": _Kind.PREVIOUSLY_LOOKED_AFTER,
    "cin": _Kind.CHILD_IN_NEED,
    "cpp": _Kind.CHILD_PROTECTION,
}
#: The admission register must name the other school of a pupil who has two; this stands where a file did not.
OTHER_SCHOOL = "Not named in the file"
_STATUS_OF = {registration: status for status, registration in ENROL_STATUSES.items()}


def own_ref(pk: int) -> str:
    """Return the id we give in a file to somebody whom no file brought."""
    return f"onroll-{pk}"


@dataclass(slots=True)
class SchoolRecord:
    """One school's record on a day."""

    school: School
    on: dt.date

    def school_rows(self) -> Iterator[Row]:
        """Yield school.csv: one row."""
        school = self.school
        yield {
            "laestab": school.dfe_number,
            "urn": school.urn,
            "name": school.name,
            "phase": school.phase,
            "kind": school.kind,
            "lowest_age": school.lowest_age,
            "highest_age": school.highest_age,
            "authority": school.authority.name,
        }

    def calendar_rows(self) -> Iterator[Row]:
        """Yield calendar.csv, by day."""
        for session in SchoolSession.objects.filter(school=self.school).order_by("date", "session"):
            # A closed session may keep the times it would have run by; no register opened then.
            meets = session.kind == SchoolSession.Kind.SCHOOL
            yield {
                "laestab": self.school.dfe_number,
                "date": session.date,
                "session": session.session,
                "kind": session.kind,
                "register_opens": session.register_opens_at if meets else None,
                "register_closes": session.register_closes_at if meets else None,
            }

    def enrolments(self) -> QuerySet[Enrolment]:
        """Return every spell on this roll; an admission withdrawn before its day was none."""
        return Enrolment.objects.filter(school=self.school).exclude(deletion_ground=Enrolment.WITHDRAWN)

    def pupil_refs(self) -> dict[int, str]:
        """Return every pupil ever on this roll, and the school's own id for them."""
        refs: dict[int, str] = {}
        enrolments = self.enrolments().order_by("starting_day")
        for pupil_id, ref in enrolments.values_list("pupil_id", "pupil_ref"):
            refs[pupil_id] = ref or refs.get(pupil_id) or own_ref(pupil_id)
        return refs

    def pupil_rows(self) -> Iterator[Row]:
        """Yield pupils.csv, by pupil_ref and entry date: one row a spell on the roll."""
        refs = self.pupil_refs()
        groups, years, markers, said = self._groups(), self._years(), self._markers(), self.said()
        enrolments = self.enrolments().select_related("pupil")
        for enrolment in sorted(enrolments, key=lambda one: (refs[one.pupil_id], one.starting_day)):
            pupil = enrolment.pupil
            held = markers[pupil.pk]
            yield {
                "pupil_ref": refs[pupil.pk],
                "upn": pupil.upn or "",
                "laestab": self.school.dfe_number,
                "registration_group": _during(groups[pupil.pk], enrolment),
                "surname": pupil.legal_surname,
                "forename": pupil.legal_forenames,
                "preferred_forename": pupil.known_forename,
                "dob": pupil.born,
                "sex": pupil.sex,
                "ethnicity": pupil.ethnicity,
                "nc_year": _during(years[pupil.pk], enrolment),
                "sen": "K" if _Kind.SEN_SUPPORT in held else "E" if _Kind.EHC_PLAN in held else "N",
                **{name: kind in held for name, kind in FLAGS.items()},
                "enrol_status": _STATUS_OF[enrolment.registration],
                "entry_date": enrolment.starting_day,
                "leaving_date": enrolment.last_day,
                "leaving_reason": enrolment.deletion_ground,
                "postcode": pupil.postcode,
                "known_surname": pupil.known_surname,
                "address": pupil.address,
                "language": pupil.language,
                "mobile_child": pupil.is_mobile_child,
                "other_school": "" if enrolment.other_school == OTHER_SCHOOL else enrolment.other_school,
                **_kept_in_the_register(said.get(enrolment.pk, {})),
            }

    def said(self) -> dict[int, dict[str, Any]]:
        """Return what the admission register says of each spell on this roll, by enrolment."""
        entries: dict[int, list[tuple[Any, Any]]] = defaultdict(list)
        rows = AdmissionEntry.objects.filter(school=self.school).order_by("pk")
        for enrolment_id, contents, original in rows.values_list("enrolment_id", "contents", "original"):
            entries[enrolment_id].append((contents, original))
        return {enrolment_id: fold(one) for enrolment_id, one in entries.items()}

    def group_rows(self) -> Iterator[Row]:
        """Yield groups.csv, by name and first day."""
        for group in RegistrationGroup.objects.filter(school=self.school).order_by("name", "first_day"):
            yield {
                "laestab": self.school.dfe_number,
                "registration_group": group.name,
                "nc_year": group.year_group,
                "first_day": group.first_day,
                "last_day": group.last_day,
            }

    def staff_rows(self) -> Iterator[Row]:
        """Yield staff.csv, by staff_ref: one row a role held, or one for somebody who holds none."""
        roles = self._roles()
        rows = []
        for person in StaffMember.objects.filter(school=self.school):
            held = roles[person.user_id] if person.user_id else []
            for role, group, first_day, last_day in held or [("", "", person.first_day, person.last_day)]:
                rows.append(
                    {
                        "staff_ref": person.staff_ref or own_ref(person.pk),
                        "laestab": self.school.dfe_number,
                        "title": person.title,
                        "surname": person.surname,
                        "forename": person.forename,
                        "email": person.email,
                        "role": role,
                        "registration_group": group,
                        "first_day": first_day,
                        "last_day": last_day,
                    }
                )
        yield from sorted(
            rows, key=lambda row: (row["staff_ref"], row["role"], row["registration_group"], row["first_day"])
        )

    def parent_refs(self) -> dict[int, str]:
        """Return this school's parents – of its pupils, or brought by its files – and their ids in its files."""
        return {
            parent.pk: parent.source_ref
            if parent.source_ref and parent.source_school_id == self.school.pk
            else own_ref(parent.pk)
            for parent in self._parents()
        }

    def parent_rows(self) -> Iterator[Row]:
        """Yield parents.csv, by parent_ref."""
        refs = self.parent_refs()
        details: dict[int, dict[str, ContactDetail]] = defaultdict(dict)
        running = ContactDetail.objects.filter(
            Q(last_day=None) | Q(last_day__gte=self.on), parent__in=self._parents()
        )
        for detail in running.order_by("-pk"):
            details[detail.parent_id][detail.kind] = detail
        for parent in sorted(self._parents(), key=lambda one: refs[one.pk]):
            reach = details[parent.pk]
            address = reach.get("address")
            yield {
                "parent_ref": refs[parent.pk],
                "title": parent.title,
                "surname": parent.surname,
                "forename": parent.forename,
                **{name: reach[kind].value if kind in reach else "" for name, kind in _REACH.items()},
                "postcode": address.postcode if address else "",
                "address_checked_on": address.checked_on if address else None,
            }

    def relationship_rows(self) -> Iterator[Row]:
        """Yield relationships.csv, by pupil_ref and parent_ref."""
        pupils, parents = self.pupil_refs(), self.parent_refs()
        rows = Relationship.objects.filter(pupil__enrolments__school=self.school).distinct()
        known = [row for row in rows if row.parent_id in parents]
        for row in sorted(
            known, key=lambda one: (pupils[one.pupil_id], parents[one.parent_id], one.first_day)
        ):
            yield {
                "pupil_ref": pupils[row.pupil_id],
                "laestab": self.school.dfe_number,
                "parent_ref": parents[row.parent_id],
                "relationship": row.relationship,
                "parental_responsibility": row.parental_responsibility,
                "lives_with": row.lives_with,
                "contact_order": row.contact_order,
                "may_be_sent": row.may_be_sent,
                "first_day": row.first_day,
                "last_day": row.last_day,
                "natural_parent": row.is_natural_parent,
                "has_care": row.has_care,
                "record_withheld": not row.may_see,
                "address_withheld": row.address_withheld,
                "restriction": row.restriction,
            }

    def exclusion_rows(self) -> Iterator[Row]:
        """Yield exclusions.csv, by UPN and day."""
        rows = Exclusion.objects.filter(school=self.school).exclude(pupil__upn=None).select_related("pupil")
        for row in sorted(rows, key=lambda one: (one.pupil.upn, one.first_day, one.category)):
            yield {
                "upn": row.pupil.upn,
                "laestab": self.school.dfe_number,
                "start_date": row.first_day,
                "end_date": row.last_day,
                "sessions": row.sessions,
                "category": row.category,
                "reason_code": row.reason_code,
            }

    def rows_of(self, name: str) -> Iterator[Row]:
        """Yield the rows of a file by its name; attendance and amendments are not among them."""
        if name in HISTORY:
            return HISTORY[name](self)
        method = {
            "school": self.school_rows,
            "calendar": self.calendar_rows,
            "groups": self.group_rows,
            "pupils": self.pupil_rows,
            "staff": self.staff_rows,
            "parents": self.parent_rows,
            "relationships": self.relationship_rows,
            "exclusions": self.exclusion_rows,
        }[name]
        return method()

    def rows_to_write(self, name: str) -> Iterator[Row]:
        """Yield the rows of a file that the other files do not say already."""
        return WRITTEN[name](self) if name in WRITTEN else self.rows_of(name)

    def _parents(self) -> QuerySet[Parent]:
        of_our_pupils = Relationship.objects.filter(pupil__enrolments__school=self.school).values("parent")
        return Parent.objects.filter(Q(source_school=self.school) | Q(pk__in=of_our_pupils), folded_into=None)

    def _groups(self) -> dict[int, list[tuple[dt.date, str]]]:
        found: dict[int, list[tuple[dt.date, str]]] = defaultdict(list)
        rows = RegistrationGroupMembership.objects.filter(group__school=self.school).order_by(
            "first_day", "pk"
        )
        for pupil_id, first_day, name in rows.values_list("pupil_id", "first_day", "group__name"):
            found[pupil_id].append((first_day, name))
        return found

    def _years(self) -> dict[int, list[tuple[dt.date, str]]]:
        found: dict[int, list[tuple[dt.date, str]]] = defaultdict(list)
        rows = YearGroupMembership.objects.filter(school=self.school).order_by("first_day", "pk")
        for pupil_id, first_day, year in rows.values_list("pupil_id", "first_day", "year_group"):
            found[pupil_id].append((first_day, year))
        return found

    def _markers(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        rows = PupilMarker.objects.filter(
            Q(last_day=None) | Q(last_day__gte=self.on), pupil__enrolments__school=self.school
        )
        for pupil_id, kind in rows.values_list("pupil_id", "kind"):
            found[pupil_id].add(kind)
        return found

    def _roles(self) -> dict[int, list[tuple[str, str, dt.date, dt.date | None]]]:
        found: dict[int, list[tuple[str, str, dt.date, dt.date | None]]] = defaultdict(list)
        rows = RoleHeld.objects.filter(Q(school=self.school) | Q(group__school=self.school))
        for user_id, role, group, first_day, last_day in rows.values_list(
            "user_id", "role", "group__name", "first_day", "last_day"
        ):
            found[user_id].append((role, group or "", first_day, last_day))
        return found


_REACH = {"email": "email", "mobile": "mobile", "phone": "telephone", "address": "address"}


def _during(placings: list[tuple[dt.date, str]], enrolment: Enrolment) -> str:
    """Return where a pupil was placed last within a spell on the roll."""
    until = enrolment.last_day or dt.date.max
    within = [name for first_day, name in placings if enrolment.starting_day <= first_day <= until]
    return within[-1] if within else ""


def _kept_in_the_register(said: Row) -> Row:
    """Return the columns that the admission register alone keeps; blank for what it does not say."""
    last_school = said.get("last_school")
    basis = (said.get("starting_day") or {}).get("basis", "")
    return {
        "last_school": "" if last_school is None else last_school["name"] or NO_SCHOOL,
        "last_school_address": "" if last_school is None else last_school["address"],
        "boarder": boards(said),
        "starting_day_by": "" if basis == _USUAL_BASIS else basis,
    }


_USUAL_BASIS = "agreed"
