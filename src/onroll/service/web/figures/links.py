"""Where the cells of a document lead: addresses of a school's figures, or of a trust's or authority's."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from onroll.analysis.behind import Asked
from onroll.service.figures import bodies
from onroll.service.figures.asking import WHOLE, Question
from onroll.service.figures.bodies import Body
from onroll.service.figures.document import Cell


class Links:
    """The addresses of one body's figures, for the question in hand."""

    def __init__(self, body: Body, question: Question) -> None:
        self.body, self.question = body, question
        of_school = body.kind == bodies.SCHOOL
        self._prefix = "figures" if of_school else f"{body.kind}-figures"
        self._ids = {"school_id" if of_school else f"{body.kind}_id": body.body_id}

    def page(self, name: str) -> str:
        """Return the address of one of the pages, by its name without the kind of place."""
        joined = f"{self._prefix}_{name}" if self._prefix == "figures" else f"{self._prefix}-{name}"
        return reverse(joined, kwargs=self._ids)

    def sheet(self, name: str, **other: object) -> str:
        """Return a sheet's address with the question in hand, or with other answers in place of some of its own."""
        return _with(self.page(name), self.question.as_sent(**other))

    def written(self, name: str, kind: str) -> str:
        """Return the address that sends a sheet as a file of a kind: csv, xlsx, pdf."""
        return _with(self.page(name), {**self.question.as_sent(), "as": kind})

    def opened(self, asked: Asked) -> str:
        """Return the address of what is behind a figure."""
        said = {
            **self.question.as_sent(period=WHOLE),
            "measure": asked.measure,
            "period": asked.period,
            "by": ",".join(asked.grouping.columns),
            "group": asked.group if asked.grouping.columns else "",
        }
        return _with(self.page("open"), {name: value for name, value in said.items() if value})

    def of(self, cell: Cell) -> str:
        """Return where a cell leads; nothing where it leads nowhere."""
        if cell.asked is not None:
            return self.opened(cell.asked)
        if cell.address:
            return _with(self.page(cell.address), {**self.question.as_sent(), **dict(cell.narrowed)})
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
        if cell.school_id is not None:
            return reverse("figures_overview", kwargs={"school_id": cell.school_id})
        return ""


def _with(address: str, said: dict[str, str]) -> str:
    return f"{address}?{urlencode(said)}" if said else address
