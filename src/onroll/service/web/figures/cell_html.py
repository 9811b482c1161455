"""The cells of a table of figures, written in Python: a page has thousands, and a template pays for each value it escapes."""

from __future__ import annotations

from markupsafe import Markup, escape

from onroll.service.figures.document import Cell
from onroll.service.web.figures.links import Links


def figure_cell(cell: Cell, links: Links) -> Markup:
    """Write what a cell says, where it leads, and what its figure is made of."""
    href, figure = links.of(cell), cell.figure
    written = str(escape(cell.text))
    if href:
        written = f'<a class="govuk-link govuk-link--no-visited-state" href="{escape(href)}">{written}</a>'
    if figure is not None and figure.is_shown:
        written += f'<span class="fig-of">{escape(figure.fraction)}</span>'
    return Markup(written)  # noqa: S704 - what is no markup of ours is escaped
