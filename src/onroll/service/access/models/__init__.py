from onroll.service.access.models.links import SignInLink
from onroll.service.access.models.role_held import RoleHeld
from onroll.service.access.models.user import User
from onroll.service.access.models.viewing import Viewing

__all__ = ["RoleHeld", "SignInLink", "User", "Viewing"]
