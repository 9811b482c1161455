from django.urls import path

from onroll.service.web.school.exchange import changesets, exporting, marks, sending

urlpatterns = [
    path("", sending.exchange, name="exchange"),
    path("marks/", marks.send_marks, name="send-marks"),
    path("export/", exporting.export, name="export"),
    path("changesets/<int:changeset_id>/", changesets.changeset, name="changeset"),
    path("changesets/<int:changeset_id>/progress/", changesets.progress, name="changeset-progress"),
    path("changesets/<int:changeset_id>/accept/", changesets.accept, name="accept-changeset"),
    path("changesets/<int:changeset_id>/cancel/", changesets.cancel, name="cancel-changeset"),
    path("changesets/<int:changeset_id>/read-again/", changesets.read_again, name="read-changeset-again"),
    path("changesets/<int:changeset_id>/set-aside.csv", changesets.set_aside, name="set-aside"),
]
