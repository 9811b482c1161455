from onroll.service.recognition.models.award import Award, AwardGiven

__all__ = ["Award", "AwardGiven"]
