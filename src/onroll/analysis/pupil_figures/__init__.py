"""What is worked out pupil by pupil from whole numbers: bands, movers, near thresholds, what-ifs, before and after.

Pure functions on small rows, so that a page, a command and a notebook ask the same one. `PupilFigures` is a pupil's sessions over a period.
"""

from onroll.analysis.pupil_figures.before_and_after import (
    NO_CAUSE,
    BeforeAndAfter,
    DayFigures,
    WeekFigures,
    Window,
    WindowTooShort,
    before_and_after,
    weeks_before_and_after,
)
from onroll.analysis.pupil_figures.figures import NoSuchThreshold, PupilFigures
from onroll.analysis.pupil_figures.movers import Move, Mover, Movers, movers
from onroll.analysis.pupil_figures.near_thresholds import (
    Distance,
    NearThreshold,
    distance,
    may_still_miss,
    near,
)
from onroll.analysis.pupil_figures.notice_threshold import (
    Met,
    NoSuchNoticeThreshold,
    NoticeThreshold,
    NoticeWhatIf,
    Towards,
    notice_threshold,
    what_if_notice,
)
from onroll.analysis.pupil_figures.short_periods import TooFewWeeks, refuse_short
from onroll.analysis.pupil_figures.together import Together, together
from onroll.analysis.pupil_figures.what_if import WhatIf, what_if

__all__ = [
    "NO_CAUSE",
    "BeforeAndAfter",
    "DayFigures",
    "Distance",
    "Met",
    "Move",
    "Mover",
    "Movers",
    "NearThreshold",
    "NoSuchNoticeThreshold",
    "NoSuchThreshold",
    "NoticeThreshold",
    "NoticeWhatIf",
    "PupilFigures",
    "Together",
    "TooFewWeeks",
    "Towards",
    "WeekFigures",
    "WhatIf",
    "Window",
    "WindowTooShort",
    "before_and_after",
    "distance",
    "may_still_miss",
    "movers",
    "near",
    "notice_threshold",
    "refuse_short",
    "together",
    "weeks_before_and_after",
    "what_if",
    "what_if_notice",
]
