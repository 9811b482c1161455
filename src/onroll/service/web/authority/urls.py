from __future__ import annotations

from django.urls import URLPattern, path

from onroll.service.web.authority import adding, audit, people, published, views
from onroll.service.web.figures import place as figures

urlpatterns = [
    path("authorities/<int:authority_id>/", views.authority, name="authority"),
    path("trusts/<int:trust_id>/", views.trust, name="trust"),
]


def _of_each_kind(kind: str, folder: str) -> list[URLPattern]:
    """Return the pages that an authority and a trust both have."""
    home = f"{folder}/<int:{kind}_id>"
    return [
        *figures.addresses(kind, home),
        path(f"{home}/schools/add/", adding.add_school, name=f"{kind}-add-school"),
        path(f"{home}/audit/", audit.events, name=f"{kind}-audit"),
        path(f"{home}/audit/file/", audit.events_file, name=f"{kind}-audit-file"),
        path(f"{home}/people/", people.people, name=f"{kind}-people"),
        path(f"{home}/people/invite/", people.invite, name=f"{kind}-invite"),
        path(f"{home}/people/<int:user_id>/", people.person, name=f"{kind}-person"),
        path(f"{home}/people/<int:user_id>/link/", people.link, name=f"{kind}-person-link"),
        path(f"{home}/people/<int:user_id>/roles/give/", people.give, name=f"{kind}-give-role"),
        path(
            f"{home}/people/<int:user_id>/roles/<int:role_held_id>/end/", people.end, name=f"{kind}-end-role"
        ),
    ]


_PUBLISHED = "authorities/<int:authority_id>/published"
urlpatterns += [
    path(f"{_PUBLISHED}/", published.published_figures, name="authority-published"),
    path(f"{_PUBLISHED}/load/", published.load, name="authority-load-published"),
    path(f"{_PUBLISHED}/neighbours/", published.neighbours, name="authority-neighbours"),
    path(f"{_PUBLISHED}/releases/<int:release_id>/", published.release, name="authority-release"),
]
urlpatterns += figures.addresses("district", "districts/<int:district_id>")
urlpatterns += _of_each_kind("authority", "authorities") + _of_each_kind("trust", "trusts")
