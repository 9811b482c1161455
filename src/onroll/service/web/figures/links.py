"""Where the cells of a document lead, for whoever may go there: addresses of a school's figures, a trust's or an authority's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from onroll.analysis.behind import Asked
from onroll.analysis.groupings import ALL
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.figures import bodies
from onroll.service.figures.asking import WHOLE, Question
from onroll.service.figures.bodies import Body
from onroll.service.figures.document import PART, Cell, Sent

#: What opens the pages of a school that several schools' figures lead to.
_TO_OPEN = {"checks": Permission.CHECKS_VIEW}


class Links:
    """The addresses of one body's figures, for the question in hand and one person."""

    def __init__(self, body: Body, question: Question, scope: Scope, sheet: str = "overview") -> None:
        self.body, self.question, self.scope, self._sheet = body, question, scope, sheet
        of_school = body.kind == bodies.SCHOOL
        self._prefix = "figures" if of_school else f"{body.kind}-figures"
        self._ids = {"school_id" if of_school else f"{body.kind}_id": body.body_id}
        #: A school's figures open to its pupils, for whoever may see them; any other's to its schools.
        self.opens = not of_school or scope.may(Permission.PUPIL_VIEW, school_id=body.body_id)
        self._patterns: dict[str, tuple[str, str]] = {}
        self._queries: dict[Asked | None, str] = {}
        self._pages: dict[str, str] = {}

    @property
    def home(self) -> str:
        """Return the page of the trust or authority itself, a district's being its authority's; nothing for a school."""
        if self.body.kind == bodies.SCHOOL:
            return ""
        if self.body.kind == bodies.TRUST:
            return reverse("trust", kwargs={"trust_id": self.body.body_id})
        return reverse("authority", kwargs={"authority_id": self.body.within or self.body.body_id})

    def page(self, name: str) -> str:
        """Return the address of one of the pages, by its name without the kind of place."""
        if name not in self._pages:
            joined = f"{self._prefix}_{name}" if self._prefix == "figures" else f"{self._prefix}-{name}"
            self._pages[name] = reverse(joined, kwargs=self._ids)
        return self._pages[name]

    def sheet(self, name: str, **other: object) -> str:
        """Return a sheet's address with the question in hand, or with other answers in place of some of its own."""
        return _with(self.page(name), self.question.as_sent(**other))

    def written(self, name: str, kind: str) -> str:
        """Return the address that sends a sheet as a file of a kind: csv, xlsx, pdf."""
        return self._again(name, (("as", kind),))

    def saving(self) -> str:
        """Return the address where the sheet in hand is saved, with the question in hand."""
        return self._again("views", (("sheet", self._sheet),))

    def again(self, *, sent: Sent = (), **other: object) -> str:
        """Return the address of the sheet in hand as it is asked for, but for what is sent or answered otherwise."""
        return self._again(self._sheet, sent, **other)

    def _again(self, name: str, sent: Sent, **other: object) -> str:
        # Any other order or choice starts a long table at its first part again.
        replaced = {PART, *(each for each, _ in sent)}
        own = [(each, value) for each, value in self.question.own if each not in replaced and value]
        said = [
            pair
            for pair in self.question.as_sent(**other).items()
            if pair[0] not in {each for each, _ in (*own, *sent)}
        ]
        return _with(self.page(name), [*said, *own, *sent])

    def opened(self, asked: Asked) -> str:
        """Return the address of what is behind a figure."""
        return f"{self.page('open')}?{self._asked(asked)}"

    def _asked(self, asked: Asked) -> str:
        """Return what is sent for a figure: hundreds of schools have it asked alike."""
        if asked not in self._queries:
            self._queries[asked] = urlencode(self._said_of(asked))
        return self._queries[asked]

    def _said_of(self, asked: Asked) -> dict[str, str]:
        said = {
            **self.question.as_sent(period=WHOLE),
            "measure": asked.measure,
            "period": asked.period,
            "by": ",".join(asked.grouping.columns),
            "group": asked.group if asked.grouping.columns else "",
        }
        return {name: value for name, value in said.items() if value}

    def _of_school(self, name: str, school_id: int, permission: Permission) -> str:
        """Return the address of a page of a school's figures; nothing where this person may not open it."""
        if not self.scope.may(permission, school_id=school_id):
            return ""
        if name not in self._patterns:
            before, after = reverse(name, kwargs={"school_id": school_id}).split(f"/{school_id}/", 1)
            self._patterns[name] = f"{before}/", f"/{after}"
        before, after = self._patterns[name]
        return f"{before}{school_id}{after}"

    def _in_school(self, school_id: int, asked: Asked | None) -> str:
        if asked is None:
            address = self._of_school("figures_overview", school_id, Permission.FIGURES_VIEW)
            if address and None not in self._queries:
                self._queries[None] = _with("", self.question.as_sent(by=ALL))
            return address and address + self._queries[None]
        address = self._of_school("figures_open", school_id, Permission.PUPIL_VIEW)
        return address and f"{address}?{self._asked(asked)}"

    def _page_in_school(self, cell: Cell, school_id: int) -> str:
        """Return the address of a pupil of a school, or of a page of its own figures or checks, as it names its pupils."""
        if cell.pupil_id is not None:
            may = self.scope.may(Permission.PUPIL_VIEW, school_id=school_id)
            return reverse("pupil", kwargs={"school_id": school_id, "pupil_id": cell.pupil_id}) if may else ""
        if cell.page:
            address = self._of_school(cell.page, school_id, _TO_OPEN[cell.page])
            return address and _with(address, cell.narrowed)
        address = self._of_school(f"figures_{cell.address}", school_id, Permission.PUPIL_VIEW)
        section = f"#{cell.section}" if cell.section else ""
        return address and _with(address, self._narrowed(cell.narrowed)) + section

    def of(self, cell: Cell) -> str:
        """Return where a cell leads; nothing where it leads nowhere, or this person may not go."""
        if cell.school_id is not None:
            if cell.pupil_id is not None or cell.page or cell.address:
                return self._page_in_school(cell, cell.school_id)
            return self._in_school(cell.school_id, cell.asked)
        if cell.asked is not None:
            return self.opened(cell.asked) if self.opens else ""
        if cell.address:
            section = f"#{cell.section}" if cell.section else ""
            return _with(self.page(cell.address), self._narrowed(cell.narrowed)) + section
        if cell.page and self.body.school_id is not None:
            return _with(reverse(cell.page, kwargs={"school_id": self.body.school_id}), cell.narrowed)
        if cell.entry is not None and self.body.school_id is not None:
            pupil_id, day, session = cell.entry
            return reverse(
                "entry",
                kwargs={
                    "school_id": self.body.school_id,
                    "pupil_id": pupil_id,
                    "date": day,
                    "session": session,
                },
            )
        if cell.pupil_id is not None and self.body.school_id is not None:
            return reverse("pupil", kwargs={"school_id": self.body.school_id, "pupil_id": cell.pupil_id})
        return ""

    def _narrowed(self, sent: Sent) -> Sent:
        replaced = {name for name, _ in sent}
        kept = ((name, value) for name, value in self.question.as_sent().items() if name not in replaced)
        return *kept, *sent


def _with(address: str, said: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
    return f"{address}?{urlencode(said)}" if said else address
