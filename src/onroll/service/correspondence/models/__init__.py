from onroll.service.correspondence.models.language import ParentLanguage
from onroll.service.correspondence.models.message import Message, MessageEvent, Waiting
from onroll.service.correspondence.models.settings import MessageSettings
from onroll.service.correspondence.models.wording import Wording

__all__ = ["Message", "MessageEvent", "MessageSettings", "ParentLanguage", "Waiting", "Wording"]
