from onroll.service.absence_notices.models.notice import Notice, NoticeEvent
from onroll.service.absence_notices.models.settings import NoticeSettings

__all__ = ["Notice", "NoticeEvent", "NoticeSettings"]
