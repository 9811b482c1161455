from django.urls import path

from onroll.service.web.school.reconciliation import results, sending

urlpatterns = [
    path("", sending.comparisons, name="comparisons"),
    path("marks/", sending.marks, name="compare-marks"),
    path("totals/", sending.totals, name="compare-totals"),
    path("<int:comparison_id>/", results.comparison, name="comparison"),
    path("<int:comparison_id>/progress/", results.progress, name="comparison-progress"),
    path("<int:comparison_id>/csv/", results.as_csv, name="comparison-csv"),
    path("<int:comparison_id>/excel/", results.as_excel, name="comparison-excel"),
    path("<int:comparison_id>/again/", results.again, name="compare-again"),
    path("<int:comparison_id>/delete/", results.delete, name="delete-comparison"),
]
