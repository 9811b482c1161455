"""What sending needs to know that no database and no log may hold: keys, addresses of servers, and who a mail is from.

An environment variable counts first. `onroll messages secret` keeps a value in the data folder instead, in a file its owner
alone may read.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass

from onroll.service.data_folder import data_folder

FILE = "messages.secrets.json"


@dataclass(frozen=True, slots=True)
class Secret:
    """One thing to know: its name, the environment variable, and what it is."""

    name: str
    variable: str
    says: str


SECRETS = {
    one.name: one
    for one in (
        Secret("notify-key", "ONROLL_NOTIFY_API_KEY", "The API key of the school’s GOV.UK Notify service"),
        Secret("notify-text", "ONROLL_NOTIFY_TEXT_TEMPLATE", "Id of its text template, whose words are ((message))"),
        Secret("notify-email", "ONROLL_NOTIFY_EMAIL_TEMPLATE", "Id of its email template: ((subject)), and ((message))"),
        Secret("notify-address", "ONROLL_NOTIFY_ADDRESS", "Where GOV.UK Notify answers, where it is not the usual place"),
        Secret("smtp-address", "ONROLL_SMTP_ADDRESS", "smtp://user:password@host:587, or smtps:// where it speaks TLS at once"),
        Secret("mail-from", "ONROLL_MAIL_FROM", "Whom emails are from: office@school.example.org"),
    )
}  # fmt: skip


def secret(name: str) -> str:
    """Return a secret by its name; empty where nobody has set it."""
    return os.environ.get(SECRETS[name].variable, "").strip() or _kept().get(name, "")


def keep_secret(name: str, value: str) -> None:
    """Keep a secret in the data folder, readable by its owner alone; an empty one is forgotten."""
    kept = {key: one for key, one in {**_kept(), name: value.strip()}.items() if one}
    path = data_folder() / FILE
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({SECRETS[key].name: one for key, one in kept.items()}, file)
    beside.replace(path)


def _kept() -> dict[str, str]:
    try:
        with (data_folder() / FILE).open() as file:
            return dict(json.load(file))
    except FileNotFoundError:
        return {}
