from onroll.service.absence_notices.models.notice import Notice, NoticeEvent
from onroll.service.absence_notices.models.settings import NoticeSettings
from onroll.service.absence_notices.models.weekly import WeeklyList, WeeklyListLine

__all__ = ["Notice", "NoticeEvent", "NoticeSettings", "WeeklyList", "WeeklyListLine"]
