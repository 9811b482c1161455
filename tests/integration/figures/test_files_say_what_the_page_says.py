"""Page, CSV, Excel and PDF are one document: the same whole numbers in each, on every sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from html import unescape

import pytest
from pypdf import PdfReader

from onroll.analysis.report.html import Html
from onroll.service.figures.document import Document, Drawing, Section, Table, words
from onroll.service.figures.writing.as_pdf import _section
from onroll.service.figures.writing.as_xlsx import as_xlsx
from onroll.service.organisations.models import School, Trust
from onroll.service.web.figures.sheets import OF_A_SCHOOL, OF_SEVERAL
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.figures.conftest import a_drawn_school
from tests.support.workbooks import sheets_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
Pairs = Counter[tuple[int, int]]
_PAIR = re.compile(r"(\d[\d,]*) of (\d[\d,]*)")
_ASKED = {"small": "shown", "short": "given"}


def two_schools():
    """Make two schools of a trust; return the first with the trust."""
    schools = [a_drawn_school(seed, pupils=12) for seed in (31, 32)]
    trust = Trust.objects.create(name="Wenlow Learning Trust")
    School.objects.filter(pk__in=[one.school.pk for one in schools]).update(trust=trust)
    return schools[0].school, trust


@pytest.fixture(scope="module")
def counted(kept):
    with kept(two_schools) as made:
        yield made


@pytest.fixture
def drawn(counted, a_copy):
    return a_copy(counted)


#: What is asked of a sheet that shows no figure until it is asked for one.
_OF_SHEET = {"movers": {"who": "more"}, "what-if": {"per-cent": "60"}}
#: Sheets that give counts alone, of several schools.
_OF_COUNTS = {"movers", "what-if"}
#: A sheet of weeks before a day and after it, of which a fortnight has too few: it is held in
#: `test_before_and_after`.
_NEEDS_WEEKS = "before-and-after"


def addresses(home: str) -> list[tuple[str, str]]:
    """Return the address of every sheet of a school, or of several, and of what is behind a figure of theirs."""
    sheets = OF_A_SCHOOL if home.startswith("/schools/") else OF_SEVERAL
    return [
        (f"{home}/figures/" + ("" if name == "overview" else f"{name}/"), name)
        for name in (*(one.name for one in sheets if one.name != _NEEDS_WEEKS), "open")
    ]


def on_the_page(content: str) -> Pairs:
    cells = re.findall(r'class="fig-of">([^<]+)<', content)
    cards = re.findall(r'class="fig-card__of">(?:<a[^>]*>)?([^<]+)<', content)
    return pairs(" ; ".join(map(unescape, [*cells, *cards])))


def pairs(text: str) -> Pairs:
    return Counter(
        (int(part.replace(",", "")), int(whole.replace(",", ""))) for part, whole in _PAIR.findall(text)
    )


def in_csv(content: bytes) -> Pairs:
    """Return the whole numbers that stand side by side after a rate."""
    found: Pairs = Counter()
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        for rate, part, whole in zip(row, row[1:], row[2:], strict=False):
            if re.fullmatch(r"[\d.]+%?|–", rate) and "." in rate and part.isdigit() and whole.isdigit():
                found[int(part), int(whole)] += 1
    return found


def in_excel(content: bytes) -> Pairs:
    found: Pairs = Counter()
    for name, (headings, *rows) in sheets_of(content).items():
        if name == "About":
            rows = [row for row in rows if isinstance(row.get("C"), float)]
            found.update((int(row["C"]), int(row["D"])) for row in rows)
            continue
        parts = [column for column, heading in headings.items() if str(heading).endswith(": part")]
        wholes = [column for column, heading in headings.items() if str(heading).endswith(": whole")]
        for row in rows:
            found.update(
                (int(row[part]), int(row[whole]))
                for part, whole in zip(parts, wholes, strict=True)
                if isinstance(row.get(part), float)
            )
    return found


def in_pdf(content: bytes) -> Pairs:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return pairs(re.sub(r"Page \d+ of \d+", "", " ".join(text.split())))


class TestEverySheet:
    def test_has_the_same_whole_numbers_as_page_csv_excel_and_pdf(self, drawn, browse):
        school, trust = drawn
        authority, district = school.authority, school.district
        homes = {
            f"/schools/{school.pk}": a_user("head", school=school),
            f"/trusts/{trust.pk}": a_user("trust_lead", trust=trust),
            f"/districts/{district.pk}": a_user("attendance_support_officer", district=district),
            f"/authorities/{authority.pk}": a_user("attendance_support_officer", authority=authority),
        }
        for home, holder in homes.items():
            client = browse(holder)
            for address, name in addresses(home):
                asked = {**_ASKED, **_OF_SHEET.get(name, {"measure": "absence_percent"})}
                page = on_the_page(client.get(address, asked).content.decode())
                assert page or name in _OF_COUNTS, address
                for kind, numbers_in in (("csv", in_csv), ("xlsx", in_excel), ("pdf", in_pdf)):
                    content = client.get(address, {**asked, "as": kind}).content
                    assert numbers_in(content) == page, (address, kind)


class TestAFile:
    def test_is_offered_on_the_page_for_the_question_in_hand(self, drawn, browse):
        school, _ = drawn
        client = browse(a_user("head", school=school))
        page = client.get(f"/schools/{school.pk}/figures/groups/", {"by": "sex"}).content.decode()
        for kind, media in (
            ("csv", "text/csv"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("pdf", "application/pdf"),
        ):
            found = re.search(rf'href="([^"]+as={kind})"', page)
            answer = client.get(unescape(found[1]))
            assert answer["Content-Type"].startswith(media)
            assert answer["Content-Disposition"].endswith(f'.{kind}"')
            assert "no-store" in answer["Cache-Control"]
            assert "by=sex" in found[1]

    @pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
    def test_of_several_schools_says_whose_it_is_for_whom_how_fresh_and_what_each_measure_means(
        self, kind, drawn, browse
    ):
        _, trust = drawn
        client = browse(a_user("trust_lead", trust=trust, name="Mx T. Example"))
        content = client.get(f"/trusts/{trust.pk}/figures/schools/", {"as": kind, **_ASKED}).content
        said = " ".join(words_in(content, kind).split())
        for said_there in (
            trust.name,
            "Written for Mx T. Example on 19 September 2026",
            "from the registers up to 18 September 2026",
            "Persistent absence: Pupils who missed 10% or more of their own possible sessions",
            "a pupil of two schools stands in both",
        ):
            assert said_there in said, said_there

    def test_as_pdf_has_no_page_with_nothing_on_it_where_a_chart_has_many_bars(self, drawn, browse):
        school, _ = drawn
        client = browse(a_user("head", school=school))
        asked = {"by": "registration_group", "and": "sex", "as": "pdf", **_ASKED}
        figures = Drawing("Bars", lambda _: Html('<svg width="100%" height="900"></svg>'), "")
        section = Section("s", "S", (), (figures,))
        reader = PdfReader(io.BytesIO(client.get(f"/schools/{school.pk}/figures/groups/", asked).content))
        assert all(len(page.extract_text().splitlines()) > 4 for page in reader.pages)
        assert _section(section, flipped=True)["drawings"] == []
        (upright,) = _section(section, flipped=False)["drawings"]
        assert upright["share"] == 93

    def test_in_excel_says_first_what_it_is_of_and_what_its_figures_mean(self, drawn, browse):
        school, _ = drawn
        client = browse(a_user("head", school=school, name="Mx H. Example"))
        content = client.get(f"/schools/{school.pk}/figures/", {"as": "xlsx"}).content
        said = " ".join(str(value) for row in sheets_of(content)["About"] for value in row.values())
        assert said.startswith(f"Figures of {school.name}")
        assert "from the registers up to" in said
        assert "Written for Mx H. Example on 19 September 2026" in said
        assert "Sessions attended, or spent at an approved educational activity" in said
        assert "Rates are sums over sums" in said

    def test_in_excel_has_rates_as_they_are_printed_and_words_where_a_figure_is_kept_back(
        self, drawn, browse
    ):
        school, _ = drawn
        client = browse(a_user("head", school=school))
        rows = sheets_of(client.get(f"/schools/{school.pk}/figures/", {"as": "xlsx", **_ASKED}).content)
        shown = rows["Figures by group"]
        assert all(round(row["C"], 3) == row["C"] for row in shown[1:] if isinstance(row["C"], float))
        kept_back = sheets_of(
            client.get(f"/schools/{school.pk}/figures/", {"as": "xlsx", "short": "given"}).content
        )
        assert "c" in {value for rows in kept_back.values() for row in rows for value in row.values()}

    def test_in_excel_has_a_published_rate_as_a_number_and_words_as_words(self):
        table = Table(
            "Beside",
            ("Whose", "Attendance"),
            ((words("England 92.9%"), words("92.9%")), (words("Here"), words("c"))),
        )
        book = as_xlsx(
            Document("D", "l", sections=(Section("s", "S", tables=(table,)),)),
            whose="W",
            made_at=at(9),
            made_by="M",
        )
        assert [list(row.values()) for row in sheets_of(book)["Beside"][1:]] == [
            ["England 92.9%", 0.929],
            ["Here", "c"],
        ]

    def test_as_pdf_is_tagged_and_says_what_its_charts_show(self, drawn, browse):
        school, _ = drawn
        client = browse(a_user("governor", school=school))
        content = client.get(f"/schools/{school.pk}/figures/", {"as": "pdf"}).content
        reader = PdfReader(io.BytesIO(content))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
        assert any(
            "Overall absence is the solid line" in alt for alt in alternatives(root["/StructTreeRoot"])
        )


def words_in(content: bytes, kind: str) -> str:
    """Return everything a file says."""
    if kind == "csv":
        return content.decode("utf-8-sig")
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(
        str(value) for rows in sheets_of(content).values() for row in rows for value in row.values()
    )


def alternatives(element) -> list[str]:
    """Return what every tagged part of a document says in place of what is drawn."""
    element = element.get_object()
    if not hasattr(element, "get"):
        return []
    said = [str(element["/Alt"])] if "/Alt" in element else []
    children = element.get("/K")
    children = children.get_object() if hasattr(children, "get_object") else children
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child, "get_object") and hasattr(child.get_object(), "get"):
            said += alternatives(child)
    return said
