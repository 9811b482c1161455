from onroll.service.absence_follow_up.models.contact import Contact
from onroll.service.absence_follow_up.models.reason import ReasonDecision, ReasonGiven
from onroll.service.absence_follow_up.models.step import Step

__all__ = ["Contact", "ReasonDecision", "ReasonGiven", "Step"]
