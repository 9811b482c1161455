from onroll.service.remote_education.models.note import RemoteNote, RemoteReview

__all__ = ["RemoteNote", "RemoteReview"]
