from onroll.service.figures.models.saved_view import SavedView

__all__ = ["SavedView"]
