"""The set-up check: what stops this school starting, and where to mend it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.queries.readiness import school_readiness
from onroll.service.organisations.models import School
from onroll.service.web.pages import Page, page
from onroll.service.web.rendering import render

#: What each page that mends something is called on its link.
PAGES = {
    "session_times": "Set session times",
    "term_dates": "Choose term dates",
    "people": "Open People",
    "groups": "Open Registration groups",
    "pupils-without-group": "Put them in groups",
    "roll": "Open the roll",
    "pupils": "Open Pupils",
}
#: Where the same is mended by whoever may not open the page.
INSTEAD = {"roll": ("exchange", "Import the school’s files")}
#: Names shown before the rest is folded away.
SHOWN = 10


@page(Permission.SCHOOL_EDIT)
def setup(request: HttpRequest, school: School) -> HttpResponse:
    """Show what stops this school starting."""
    found = school_readiness(request.scope, school_id=school.pk, today=clock.today())  # type: ignore[attr-defined]
    return render(
        request,
        "school/setup/setup.html",
        {
            "stops": [one for one in found.obstacles if one.stops],
            "waits": [one for one in found.obstacles if not one.stops],
            "asked": found.asked,
            "pupils": found.pupils,
            "pages": _pages(request.scope, school),  # type: ignore[attr-defined]
            "shown": SHOWN,
        },
    )


def _pages(scope: Scope, school: School) -> dict[str, tuple[str, str]]:
    """Return the address and the words of each page that mends something and that these roles open."""
    found: dict[str, tuple[str, str]] = {}
    for name, words in PAGES.items():
        for page_name, said in ((name, words), INSTEAD.get(name, ("", ""))):
            if page_name and (address := _address(scope, page_name, school)):
                found.setdefault(name, (address, said))
    return found


def _address(scope: Scope, name: str, school: School) -> str:
    """Return where something is mended, "" for whoever may not open that page."""
    address = reverse(name, kwargs={"school_id": school.pk})
    opens: Page = resolve(address).func.page  # type: ignore[attr-defined]
    return address if scope.may_somewhere(opens.permission, school_id=school.pk) else ""
