from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from onroll.service.access.actor import Actor


class UserManager(BaseUserManager["User"]):
    """Find and make people who sign in, by username."""

    def create_user(
        self, username: str, *, name: str, created_at: dt.datetime, password: str | None = None, **fields: Any
    ) -> User:
        """Make a person who may sign in; without a password they cannot until they set one."""
        user = self.model(username=username, name=name, created_at=created_at, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in. What they may do comes from the roles they hold, never from this row."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=160, help_text="As shown on screen and beside what they did")
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(
        default=False, help_text="A made-up person, who may sign in with one click in demo mode"
    )
    must_use_second_factor = models.BooleanField(default=False)
    is_parent = models.BooleanField(
        default=False,
        help_text="A parent's account: it holds no role, ever, and opens no page of a school's people",
    )
    joined_school = models.ForeignKey(
        "organisations.School",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people_who_joined",
        help_text="The school that made the account: it lists the person before they hold a role there",
    )
    created_at = models.DateTimeField()

    #: Set where a session's person is loaded, together with their roles.
    actor: Actor | None = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name
