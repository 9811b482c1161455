from onroll.service.access.models.cache_entry import CacheEntry
from onroll.service.access.models.database_mark import DatabaseMark
from onroll.service.access.models.links import SignInLink
from onroll.service.access.models.role_held import RoleHeld
from onroll.service.access.models.user import User
from onroll.service.access.models.viewing import Viewing

__all__ = ["CacheEntry", "DatabaseMark", "RoleHeld", "SignInLink", "User", "Viewing"]
