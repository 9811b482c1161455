from onroll.service.parents.models.link import ParentLink

__all__ = ["ParentLink"]
