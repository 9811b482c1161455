from __future__ import annotations

from django.urls import path

from onroll.service.web.school.roll import (
    admit,
    amend,
    copies,
    entered_twice,
    entry,
    index,
    leaving,
    moving,
    notify,
    roll_over,
)

urlpatterns = [
    path("", index.roll, name="roll"),
    path("admit/", admit.admit, name="roll-admit"),
    path("print/", copies.print_register, name="roll-print"),
    path("register.csv", copies.as_csv, name="roll-csv"),
    path("register.xlsx", copies.as_excel, name="roll-excel"),
    path("roll-over/", roll_over.preview, name="roll-over"),
    path("roll-over/<int:roll_over_id>/undo/", roll_over.undo, name="roll-over-undo"),
    path("<int:enrolment_id>/", entry.show, name="roll-entry"),
    path("<int:enrolment_id>/print/", entry.print_entry, name="roll-entry-print"),
    path("<int:enrolment_id>/amend/<str:item>/", amend.item, name="roll-amend"),
    path("<int:enrolment_id>/parents/new/", amend.parent, name="roll-parent-new"),
    path("<int:enrolment_id>/parents/<int:parent_id>/", amend.parent, name="roll-parent"),
    path("<int:enrolment_id>/parents/<int:parent_id>/end/", amend.end_parent, name="roll-parent-end"),
    path("<int:enrolment_id>/notify/<str:of>/", notify.notify, name="roll-notify"),
    path("<int:enrolment_id>/notifications/<int:number>/", notify.amend, name="roll-notification"),
    path(
        "<int:enrolment_id>/notifications/<int:number>/error/",
        notify.in_error,
        name="roll-notification-error",
    ),
    path("<int:enrolment_id>/delete/", leaving.delete, name="roll-delete"),
    path("<int:enrolment_id>/withdraw/", leaving.withdraw, name="roll-withdraw"),
    path("<int:enrolment_id>/entered-twice/", entered_twice.entered_twice, name="roll-entered-twice"),
    path("<int:enrolment_id>/move/", moving.move, name="roll-move"),
]
