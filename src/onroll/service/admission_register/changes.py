"""The changes an amendment may make: one small value for each item of the register.

Each says which item it is of (`item`), and what the item says after it (`after`), given what the register said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from onroll.service.admission_register.contents import (
    Contents,
    boarding_contents,
    name_contents,
    parent_contents,
)
from onroll.service.admission_register.given import ParentGiven, tidy_upn
from onroll.service.admission_register.notifications import (
    IN_ERROR,
    Notification,
    notification_contents,
    with_number,
)


class Change(Protocol):
    """A change to one item of the register."""

    item: ClassVar[str]

    def after(self, said: Any) -> Any:
        """Return what the item says once changed, given what it `said`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange:
    """The pupil's legal and known names. `keep_former` files the old legal name so that papers under it are found."""

    item: ClassVar[str] = "name"
    surname: str
    forenames: str
    known_surname: str = ""
    known_forename: str = ""
    keep_former: bool = True

    def after(self, said: Any) -> Contents:
        return name_contents(self.surname, self.forenames, self.known_surname, self.known_forename)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressChange:
    """Where the pupil lives."""

    item: ClassVar[str] = "address"
    address: str
    postcode: str = ""

    def after(self, said: Any) -> Contents:
        return {"address": self.address, "postcode": self.postcode}


@dataclass(frozen=True, slots=True, kw_only=True)
class SexChange:
    """The pupil's sex."""

    item: ClassVar[str] = "sex"
    sex: str

    def after(self, said: Any) -> str:
        return self.sex


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthChange:
    """The pupil's date of birth."""

    item: ClassVar[str] = "born"
    born: dt.date

    def after(self, said: Any) -> str:
        return self.born.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingDayChange:
    """The starting day, and how it was fixed."""

    item: ClassVar[str] = "starting_day"
    starting_day: dt.date
    basis: str = "agreed"

    def after(self, said: Any) -> Contents:
        return {"day": self.starting_day.isoformat(), "basis": self.basis}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSchoolChange:
    """The last school attended; an empty name says there was none."""

    item: ClassVar[str] = "last_school"
    name: str
    address: str = ""

    def after(self, said: Any) -> Contents:
        return {"name": self.name, "address": self.address}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationChange:
    """Whether the pupil is registered here only, or at another school as well, and in what way."""

    item: ClassVar[str] = "registration"
    kind: str
    other_school: str = ""

    def after(self, said: Any) -> Contents:
        return {"kind": self.kind, "other_school": self.other_school}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardingChange:
    """Whether the pupil boards, from a day on."""

    item: ClassVar[str] = "boarder"
    is_boarder: bool | None
    from_day: dt.date

    def after(self, said: Any) -> Contents:
        return boarding_contents(bool(self.is_boarder), self.from_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class MobileChildChange:
    """Whether the pupil is a mobile child (regulation 3(1))."""

    item: ClassVar[str] = "mobile_child"
    is_mobile_child: bool | None

    def after(self, said: Any) -> bool:
        return bool(self.is_mobile_child)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpnChange:
    """The unique pupil number. `keep_former` files the old one as the former UPN: it was not mistyped, it was replaced."""

    item: ClassVar[str] = "upn"
    upn: str
    keep_former: bool = True

    def after(self, said: Any) -> str:
        return tidy_upn(self.upn)

    def replaces(self, said: Any) -> bool:
        """Say whether the number the register `said` becomes the former one."""
        return self.keep_former and bool(said) and bool(self.upn) and said != self.after(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerUpnChange:
    """The unique pupil number the child had before; blank for none."""

    item: ClassVar[str] = "former_upn"
    former_upn: str

    def after(self, said: Any) -> str:
        return tidy_upn(self.former_upn)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentChange:
    """One parent: added where `given.parent_id` is None, otherwise made to say what is given."""

    item: ClassVar[str] = "parents"
    given: ParentGiven

    def after(self, said: Any) -> list[Contents]:
        parents: list[Contents] = list(said or [])
        changed = parent_contents(self.given, self.given.parent_id or 0)
        if self.given.parent_id in [parent["parent_id"] for parent in parents]:
            return [changed if parent["parent_id"] == self.given.parent_id else parent for parent in parents]
        return [*parents, changed]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentEnded:
    """That somebody is no longer a parent of this pupil, from the day after `last_day`."""

    item: ClassVar[str] = "parents"
    parent_id: int
    last_day: dt.date

    def after(self, said: Any) -> list[Contents]:
        return [parent for parent in said or [] if parent["parent_id"] != self.parent_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionMistaken:
    """That the name was deleted by mistake, and stands on the register as if it had not been."""

    item: ClassVar[str] = "deletion"

    def after(self, said: Any) -> None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationChange:
    """What a notification says that was recorded wrongly. `number` counts those of the entry, from one."""

    item: ClassVar[str] = "notifications"
    number: int
    notification: Notification
    manner: str = ""
    told_by: str = ""

    def after(self, said: Any) -> list[Contents]:
        return with_number(
            said, self.number, notification_contents(self.notification, self.manner, self.told_by)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationInError:
    """That a notification should not have been recorded. It stays, and says so."""

    item: ClassVar[str] = "notifications"
    number: int

    def after(self, said: Any) -> list[Contents]:
        return with_number(said, self.number, {IN_ERROR: True}, keep=True)
