from onroll.service.guests.models.stay import GuestStay
from onroll.service.guests.models.told import GuestTold

__all__ = ["GuestStay", "GuestTold"]
