"""The door for a WSGI server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onroll.service.settings.embedded")

application = get_wsgi_application()

from onroll.service.access import demo_mode, row_security  # noqa: E402 - once Django is set up

row_security.close_by_default()
demo_mode.refuse_to_serve()
