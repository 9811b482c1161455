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
            "pages": {
                name: (address, words)
                for name, words in PAGES.items()
                if (address := _address(request.scope, name, school))  # type: ignore[attr-defined]
            },
            "shown": SHOWN,
        },
    )


def _address(scope: Scope, name: str, school: School) -> str:
    """Return where something is mended, "" for whoever may not open that page."""
    address = reverse(name, kwargs={"school_id": school.pk})
    opens: Page = resolve(address).func.page  # type: ignore[attr-defined]
    return address if scope.may_somewhere(opens.permission, school_id=school.pk) else ""
