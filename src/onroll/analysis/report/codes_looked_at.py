"""The codes that are looked at by themselves, through the year."""

from onroll.analysis.measures.codes_looked_at import codes_looked_at
from onroll.analysis.measures.definitions import of_code
from onroll.analysis.measures.periods_asked import half_term_name
from onroll.analysis.periods import Term
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import KEPT_BACK, WHOLE, Figure
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.tables import cell, table
from onroll.analysis.report.words import code_in_words
from onroll.law.attendance_codes import class_for_counting
from onroll.law.plain_words import listed


def looked_at(contents: Contents) -> list[Part]:
    """Give each code's sessions for the whole period, terms and half terms."""
    codes = codes_looked_at(contents.scope.on)
    names = [WHOLE, *map(str, (Term.AUTUMN, Term.SPRING, Term.SUMMER))]
    names += contents.figures.periods(half_term_name(0)[:-1])
    rows = [
        (
            name.capitalize() if name != WHOLE else "Whole period",
            [_use(contents, code, name) for code in codes],
        )
        for name in names
        if contents.figures.find("attendance_percent", name)
    ]
    return [
        element(
            "p",
            f"Codes {listed(codes, 'and')} say that a pupil was elsewhere, away with leave or excluded, and each use of one rests on something the school "
            "must know: an agreement, a reason, a suspension. Per cents are of possible sessions; a code whose sessions were not possible here is "
            "counted, and no part of them.",
        ),
        table(
            f"Codes {listed(codes, 'and')}",
            ("Period", *(f"{code} {code_in_words(code, contents.scope.on)}" for code in codes)),
            rows,
        ),
    ]


def _use(contents: Contents, code: str, period: str) -> Html:
    figure = contents.figures.find(of_code(code), period)
    if class_for_counting(code, contents.scope.on).is_possible or figure is None:
        return cell(figure)
    return element("td", _sessions(figure), class_="number")


def _sessions(figure: Figure) -> str:
    return KEPT_BACK if figure.numerator is None else f"{figure.numerator:,}"
