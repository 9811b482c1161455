"""The template environment: compiled once, autoescaped, and strict about names that are not there."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from django.urls import reverse
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)

from onroll.service.web import formats, navigation, status_labels
from onroll.service.web.assets import asset
from onroll.service.web.figures.cell_html import figure_cell
from onroll.service.web.role_titles import role_title
from onroll.service.web.school.absences.parts import parts_open_to
from onroll.service.web.school.arrangements.kinds import arrangement_links

GOVUK = "govuk_frontend_jinja"


class GovukMacros(BaseLoader):
    """Compile the GOV.UK macros in an environment of their own: they read parameters that may be left out."""

    def __init__(self) -> None:
        self._lenient = Environment(
            loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
            undefined=ChainableUndefined,
            autoescape=True,
            auto_reload=False,
        )

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        return self._lenient.get_template(f"{GOVUK}/{name}")


def environment(**options: Any) -> Environment:
    """Make the environment that every page is rendered in."""
    ours = options.pop("loader")
    options.update(
        loader=ChoiceLoader([PrefixLoader({GOVUK: GovukMacros()}), ours]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made = Environment(**{**options, "autoescape": True})  # noqa: S701 - it is on
    made.globals.update(
        url=_url,
        asset=asset,
        status_of=status_labels.status_of,
        is_current=navigation.is_current,
        absence_parts=parts_open_to,
        arrangement_links=arrangement_links,
        figure_cell=figure_cell,
    )
    made.filters.update(formats.FILTERS, role_title=role_title)
    return made


def _url(name: str, /, **arguments: Any) -> str:
    """Return the address of a page by its name and what fills its address in."""
    return reverse(name, kwargs=arguments)
