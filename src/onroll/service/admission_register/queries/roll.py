"""Who is on roll on a day, as they are placed that day; and the register's alphabetical index and search."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register.contents import Contents
from onroll.service.admission_register.models import Enrolment
from onroll.service.admission_register.notifications import searchable
from onroll.service.admission_register.queries.notifications import notifications_of
from onroll.service.admission_register.wording import notification_in_words
from onroll.service.people.models import FormerName, RegistrationGroupMembership, YearGroupMembership


@dataclass(slots=True)
class RollRow:
    """One spell on the roll, as a list shows it. `year_group` and `group` are of the day asked about.

    `told` is what a parent told the school, where a search found the spell by that.
    """

    enrolment_id: int
    pupil_id: int
    legal_surname: str
    legal_forenames: str
    known_surname: str
    known_forename: str
    born: dt.date
    sex: str
    upn: str
    starting_day: dt.date
    last_day: dt.date | None
    registration: str
    is_boarder: bool
    former_upn: str
    year_group: str = ""
    group_id: int | None = None
    group: str = ""
    told: str = ""

    @property
    def name(self) -> str:
        """The name the pupil goes by: "Amina Begum"."""
        return f"{self.forename} {self.surname}"

    @property
    def surname(self) -> str:
        return self.known_surname or self.legal_surname

    @property
    def forename(self) -> str:
        return self.known_forename or self.legal_forenames.split(" ")[0]

    @property
    def index_name(self) -> str:
        """The legal name as the register's index has it: "Begum, Amina Noor"."""
        return f"{self.legal_surname}, {self.legal_forenames}"

    @property
    def initials(self) -> str:
        return f"{self.forename[:1]}{self.surname[:1]}".upper()

    @property
    def letter(self) -> str:
        """The letter of the index: Š stands under S."""
        return folded(self.legal_surname)[:1].upper()


class Standing(StrEnum):
    """Which spells a search is among, on its day."""

    ON_ROLL = "on roll"
    LEFT = "left"
    COMING = "coming"
    ALL = "all"


def roll_on(scope: Scope, *, school_id: int, on: dt.date) -> list[RollRow]:
    """Return those on roll on a day, by surname, in three statements."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    return _placed(_spells(school_id, Standing.ON_ROLL, on), school_id, on)


def search_roll(
    scope: Scope,
    *,
    school_id: int,
    on: dt.date,
    words: str = "",
    standing: Standing = Standing.ON_ROLL,
    year_group: str = "",
    group_id: int | None = None,
    letter: str = "",
) -> list[RollRow]:
    """Return the spells that every word of a search fits, by surname.

    A word fits the beginning of a legal, known or former name, of the UPN or former UPN, or of a school, parent or address
    that a parent told of; accents and capitals do not matter.
    """
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    rows = _placed(_spells(school_id, standing, on), school_id, on)
    told = notifications_of(school_id) if words else {}
    return narrowed(rows, school_id, words, year_group, group_id, letter, told=told)


def pupils_on(
    scope: Scope,
    *,
    school_id: int,
    on: dt.date,
    words: str = "",
    year_group: str = "",
    group_id: int | None = None,
) -> list[RollRow]:
    """Return the pupils on roll on a day whom these roles may look at: the school's, or those of their own groups."""
    rows = _placed(_spells(school_id, Standing.ON_ROLL, on), school_id, on)
    if not scope.may(Permission.PUPIL_VIEW, school_id=school_id):
        groups = scope.groups_with(Permission.PUPIL_VIEW)
        if not groups:
            raise OutOfScope(f"No role held gives {Permission.PUPIL_VIEW} here.")
        rows = [row for row in rows if row.group_id in groups]
    return narrowed(rows, school_id, words, year_group, group_id, "")


def folded(text: str) -> str:
    """Return a name without accents or capitals, for comparing."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def _spells(school_id: int, standing: Standing, on: dt.date) -> QuerySet[Enrolment]:
    spells = Enrolment.objects.filter(school_id=school_id)
    running = Q(starting_day__lte=on) & (Q(last_day=None) | Q(last_day__gte=on))
    match standing:
        case Standing.ON_ROLL:
            return spells.filter(running)
        case Standing.LEFT:
            return spells.filter(last_day__lt=on)
        case Standing.COMING:
            return spells.filter(starting_day__gt=on, last_day=None)
    return spells


def _placed(spells: QuerySet[Enrolment], school_id: int, on: dt.date) -> list[RollRow]:
    rows = [
        RollRow(*values)  # type: ignore[arg-type] # the columns stand in the order of the fields
        for values in spells.order_by().values_list(
            "pk", "pupil_id", "pupil__legal_surname", "pupil__legal_forenames", "pupil__known_surname",
            "pupil__known_forename", "pupil__born", "pupil__sex", "pupil__upn", "starting_day", "last_day",
            "registration", "is_boarder", "pupil__former_upn",
        )
    ]  # fmt: skip
    return placed(rows, school_id, on)


def placed(rows: list[RollRow], school_id: int, on: dt.date) -> list[RollRow]:
    """Give rows the year group and group of a day, of a pupil who has left the last ones, and put them in order."""
    groups = _latest(
        RegistrationGroupMembership.objects.filter(group__school_id=school_id, first_day__lte=on).values_list(
            "pupil_id", "last_day", "group_id", "group__name"
        ),
        on,
    )
    years = _latest(
        YearGroupMembership.objects.filter(school_id=school_id, first_day__lte=on).values_list(
            "pupil_id", "last_day", "year_group"
        ),
        on,
    )
    for row in rows:
        row.upn = row.upn or ""
        has_left = row.last_day is not None and row.last_day < on
        row.group_id, row.group = _as_of(groups.get(row.pupil_id), has_left) or (None, "")
        (row.year_group,) = _as_of(years.get(row.pupil_id), has_left) or ("",)
    rows.sort(key=attrgetter("starting_day"))
    rows.sort(key=lambda row: (folded(row.legal_surname), folded(row.legal_forenames), row.pupil_id))
    return rows


def _latest(memberships: Iterable[tuple[Any, ...]], on: dt.date) -> dict[int, tuple[bool, tuple[Any, ...]]]:
    """Return each pupil's last membership begun by a day, and whether it runs on it."""
    found: dict[int, tuple[bool, tuple[Any, ...]]] = {}
    for pupil_id, last_day, *rest in memberships:
        runs = last_day is None or last_day >= on
        if runs or pupil_id not in found or not found[pupil_id][0]:
            found[pupil_id] = (runs, tuple(rest))
    return found


def _as_of(latest: tuple[bool, tuple[Any, ...]] | None, has_left: bool) -> tuple[Any, ...] | None:
    return latest[1] if latest and (latest[0] or has_left) else None


def narrowed(
    rows: list[RollRow],
    school_id: int,
    words: str = "",
    year_group: str = "",
    group_id: int | None = None,
    letter: str = "",
    *,
    named_until: dt.date | None = None,
    told: Mapping[int, Sequence[Contents]] | None = None,
) -> list[RollRow]:
    """Return the rows that a search fits; `named_until` leaves out names given up after that day.

    `told` are the notifications of each enrolment, where those are searched as well.
    """
    wanted = folded(words).replace(",", " ").split()
    former = _former_names(school_id, named_until or dt.date.max) if wanted else {}
    return [
        row
        for row in rows
        if (not year_group or row.year_group == year_group)
        and (group_id is None or row.group_id == group_id)
        and (not letter or row.letter == letter)
        and (
            not wanted
            or _fits(row, wanted, former.get(row.pupil_id, ""))
            or _is_told_of(row, wanted, (told or {}).get(row.enrolment_id, ()))
        )
    ]


def _former_names(school_id: int, until: dt.date) -> dict[int, str]:
    names: dict[int, str] = {}
    rows = FormerName.objects.filter(pupil__enrolments__school_id=school_id, until__lte=until).distinct()
    for pupil_id, surname, forenames in rows.values_list("pupil_id", "surname", "forenames"):
        names[pupil_id] = f"{names.get(pupil_id, '')} {surname} {forenames}"
    return names


def _fits(row: RollRow, wanted: list[str], former: str) -> bool:
    names = (
        f" {row.legal_surname} {row.legal_forenames} {row.known_surname} {row.known_forename} {row.upn} {row.former_upn}"
        f" {row.group} {former}"
    )
    return _begins_words(wanted, names)


def _is_told_of(row: RollRow, wanted: list[str], told: Sequence[Contents]) -> bool:
    """Say whether a notification fits, and if so let the row say which."""
    for one in told:
        if _begins_words(wanted, f" {searchable(one)}"):
            row.told = ". ".join(notification_in_words(one))
            return True
    return False


def _begins_words(wanted: list[str], text: str) -> bool:
    haystack = folded(text).replace("-", " ")
    return all(f" {word}" in haystack for word in " ".join(wanted).replace("-", " ").split())
