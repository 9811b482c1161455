from __future__ import annotations

import datetime as dt

from django.db import models


class NoticeSettings(models.Model):
    """By what hour of a morning a school wants each step done. The hours are the school's own; the usual ones are ours."""

    school = models.OneToOneField("organisations.School", on_delete=models.PROTECT, related_name="+")
    notice_by = models.TimeField(default=dt.time(9, 45), help_text="By when notices are sent")
    reached_by = models.TimeField(
        default=dt.time(10, 30), help_text="By when somebody is reached, or it goes further"
    )
    receipt_by = models.TimeField(
        default=dt.time(11), help_text="By when a receipt has come, or it is asked for"
    )
