from __future__ import annotations

from django.urls import URLPattern, path

from onroll.service.web.figures import opening, saved, school
from onroll.service.web.figures.sheets import BEHIND_QUALITY, OF_A_SCHOOL

urlpatterns: list[URLPattern] = [
    path(
        "" if one.name == "overview" else f"{one.name}/",
        school.sheet_of_pupils if one.names_pupils else school.sheet,
        {"sheet": one.name},
        name=f"figures_{one.name}",
    )
    for one in (*OF_A_SCHOOL, *BEHIND_QUALITY)
]
urlpatterns += [
    path("open/", opening.behind_figure, name="figures_open"),
    path("views/", saved.of_a_school, name="figures_views"),
    path("count-again/", school.count_again, name="figures_count"),
]
