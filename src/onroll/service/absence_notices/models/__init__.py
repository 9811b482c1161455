from onroll.service.absence_notices.models.notice import Knows, Notice, NoticeEvent
from onroll.service.absence_notices.models.settings import NoticeSettings
from onroll.service.absence_notices.models.weekly import WeeklyList, WeeklyListLine

__all__ = ["Knows", "Notice", "NoticeEvent", "NoticeSettings", "WeeklyList", "WeeklyListLine"]
