"""A document of figures as a file: CSV, Excel or PDF, from the same rows as the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.figures.document import Document
from onroll.service.figures.pages.meanings import with_definitions
from onroll.service.figures.reading import Figures
from onroll.service.figures.writing.as_csv import as_csv
from onroll.service.figures.writing.as_pdf import as_pdf
from onroll.service.figures.writing.as_xlsx import as_xlsx
from onroll.service.web.requests import PageRequest

_MAKERS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "pdf": ("application/pdf", as_pdf),
}
#: The kinds of file there are, with what people call each.
KINDS = {"csv": "CSV", "xlsx": "Excel", "pdf": "PDF"}


def written(request: PageRequest, document: Document, figures: Figures, name: str, kind: str) -> HttpResponse:
    """Answer with a document as a file of a kind; `name` is what the file is called, without its day and ending."""
    media, make = _MAKERS[kind]
    content = make(
        with_definitions(document, figures.on),
        whose=figures.body.name,
        made_at=clock.now(),
        made_by=request.actor.name,
    )
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}-{figures.on.isoformat()}.{kind}"'
    response["Cache-Control"] = "no-store, private"
    return response
