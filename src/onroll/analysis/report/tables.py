"""Tables of figures: each with the numbers it is made of."""

from collections.abc import Collection, Sequence

from onroll.analysis.report.figures import KEPT_BACK, NONE, Figure
from onroll.analysis.report.html import Html, Part, element

Row = tuple[Part, Sequence[Html]]


def table(
    caption: str, headings: Sequence[str], rows: Sequence[Row], *, in_words: Collection[str] = ()
) -> Html:
    """Make a table of rows that start with their name; it scrolls by itself where it is wider than the page.

    `in_words` are the headings over words, which stand to the left; numbers stand to the right.
    """
    first, *others = headings
    head = element(
        "tr",
        element("th", first, scope="col"),
        *(
            element("th", heading, scope="col", class_="words" if heading in in_words else "number")
            for heading in others
        ),
    )
    body = [element("tr", element("th", name, scope="row"), *found) for name, found in rows]
    return scrolling(
        caption,
        element("table", element("caption", caption), element("thead", head), element("tbody", *body)),
    )


def scrolling(label: str, inside: Html) -> Html:
    """Let something wide scroll in a box of its own, by keyboard too."""
    return element("div", inside, class_="scroll", role="region", aria_label=label, tabindex=0)


def folded(summary: str, inside: Html, *, is_open: bool = False) -> Html:
    """Fold a long table away on screens; paper shows it."""
    return element("details", element("summary", summary), inside, open=is_open)


def cell(figure: Figure | None) -> Html:
    """Write a figure and what it is made of."""
    if figure is None:
        return element("td", NONE, class_="number")
    if not figure.is_shown:
        return element("td", KEPT_BACK, class_="number")
    return element(
        "td", element("b", figure.rate), element("span", figure.fraction, class_="of"), class_="number"
    )


def number(found: int | None) -> Html:
    """Write a whole number, or that it is kept back."""
    return element("td", KEPT_BACK if found is None else f"{found:,}", class_="number")


def words(found: Part) -> Html:
    """Write words in a cell."""
    return element("td", found, class_="words")
