from onroll.service.off_site_provision.models.answer import AnswerDecision, ProviderAnswer
from onroll.service.off_site_provision.models.placement import Placement
from onroll.service.off_site_provision.models.provider import Provider, ProviderCheck, ProviderLink

__all__ = ["AnswerDecision", "Placement", "Provider", "ProviderAnswer", "ProviderCheck", "ProviderLink"]
