from onroll.service.lateness.models.settings import LatenessSettings
from onroll.service.lateness.models.step import LatenessStep

__all__ = ["LatenessSettings", "LatenessStep"]
