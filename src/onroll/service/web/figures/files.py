"""A document of figures as a file: CSV, Excel or PDF, from the same rows as the page."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.figures.document import Document
from onroll.service.figures.reading import Figures
from onroll.service.figures.writing.as_csv import as_csv
from onroll.service.figures.writing.as_pdf import as_pdf
from onroll.service.figures.writing.as_xlsx import as_xlsx
from onroll.service.web.requests import PageRequest

_MAKERS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "pdf": ("application/pdf", as_pdf),
}
#: The kinds of file there are, with what people call each.
KINDS = {"csv": "CSV", "xlsx": "Excel", "pdf": "PDF"}


def written(request: PageRequest, document: Document, figures: Figures, name: str, kind: str) -> HttpResponse:
    """Answer with a document as a file of a kind; `name` is what the file is called, without its day and ending."""
    if kind == "csv":
        content, media = as_csv(document), "text/csv; charset=utf-8"
    else:
        media, make = _MAKERS[kind]
        content = make(document, whose=figures.body.name, made_at=clock.now(), made_by=request.actor.name)
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}-{figures.on.isoformat()}.{kind}"'
    response["Cache-Control"] = "no-store, private"
    return response
