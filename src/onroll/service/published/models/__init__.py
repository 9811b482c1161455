from onroll.service.published.models.neighbours import Neighbour, NeighbourList
from onroll.service.published.models.release import PublishedRelease, PublishedRow

__all__ = ["Neighbour", "NeighbourList", "PublishedRelease", "PublishedRow"]
