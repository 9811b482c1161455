"""Reading who may do what."""

from onroll.service.access.queries.standing import actor_of, person_on, scope_of

__all__ = ["actor_of", "person_on", "scope_of"]
