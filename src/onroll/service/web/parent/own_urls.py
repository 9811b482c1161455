"""What a parent's own account opens: every school's page that is joined to it, and the account itself."""

from __future__ import annotations

from django.urls import include, path

from onroll.service.web.parent import mailed, own
from onroll.service.web.parent.urls import pages
from onroll.service.web.parent.ways import by_account

urlpatterns = [
    path("children/", own.children, name="children"),
    path("children/<int:access_id>/", include(pages(by_account, "children"))),
    path("account/opened/", own.opened, name="account_opened"),
    path("account/address/", own.address, name="account_address"),
    path("account/close/", own.close, name="account_close"),
    path("sign-in/forgotten/parent/", mailed.forgotten_as_parent, name="forgotten_as_parent"),
    path("sign-in/address/<str:secret>/", mailed.mailed_link, name="mailed_link"),
]
