from onroll.service.exclusions.models.exclusion import Exclusion, ExclusionStep

__all__ = ["Exclusion", "ExclusionStep"]
