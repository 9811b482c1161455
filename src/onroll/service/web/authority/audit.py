"""What was done at a trust or an authority itself, for its data protection officer."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse

from onroll.service.access.permissions import Permission
from onroll.service.audit.queries import events_over
from onroll.service.web.authority.pages import Over, place_page
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.audit.views import log_file, show_log


@place_page(Permission.AUDIT_VIEW)
def events(request: PageRequest, over: Over) -> HttpResponse:
    """Show what was done, newest first."""
    query = partial(events_over, kind=over.kind, body_id=over.body.pk)
    return show_log(request, query, here=over.url("audit"), over=over)


@place_page(Permission.AUDIT_VIEW)
def events_file(request: PageRequest, over: Over) -> HttpResponse:
    """Give what was done as a CSV file."""
    return log_file(request, partial(events_over, kind=over.kind, body_id=over.body.pk), f"audit-{over.kind}")
