from __future__ import annotations

from django.urls import path

from onroll.service.web import addresses  # noqa: F401 - registers what fills the addresses
from onroll.service.web.school.registers import board, bulk, closures, plans, printing, views

urlpatterns = [
    path("", board.registers, name="registers"),
    path("remind/", board.remind, name="remind"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new_plan, name="new_plan"),
    path("plans/<int:plan_id>/cancel/", plans.cancel, name="cancel_plan"),
    path("closures/", closures.closures, name="closures"),
    path("closures/<int:closure_id>/withdraw/", closures.withdraw, name="withdraw_closure"),
    path("bulk-edit/", bulk.bulk, name="bulk_edit"),
    path("bulk-edit/<int:submission_id>/undo/", bulk.undo, name="undo_bulk_edit"),
    path("print/<day:date>/<half:session>/", printing.print_registers, name="print_registers"),
    path("<int:group_id>/<day:date>/<half:session>/", views.take, name="register"),
    path("<int:group_id>/<day:date>/<half:session>/print/", printing.print_register, name="print_register"),
    path("<int:group_id>/<day:date>/week/", printing.print_week, name="print_week"),
]
