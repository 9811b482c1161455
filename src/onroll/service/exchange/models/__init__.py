from onroll.service.exchange.models.changeset import Changeset, SetAside
from onroll.service.exchange.models.column_map import ColumnMap
from onroll.service.exchange.models.exclusion import Exclusion
from onroll.service.exchange.models.sent_reference import SentReference

__all__ = ["Changeset", "ColumnMap", "Exclusion", "SentReference", "SetAside"]
