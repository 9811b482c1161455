"""Production starts with everything it needs, or says what it lacks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

NEEDED = {
    "ONROLL_SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ONROLL_DATABASE_URL": "postgresql://onroll_app:word@db.example.org:5432/onroll",
    "ONROLL_HOSTS": "attendance.example.org",
}


def check(**given: str) -> subprocess.CompletedProcess[str]:
    """Run Django's own deployment check with this environment alone."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "onroll.service.settings.production",
        **given,
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


class TestProductionSettings:
    def test_satisfy_the_framework_s_own_check_for_deployment(self):
        answer = check(**NEEDED)
        assert answer.returncode == 0, answer.stderr

    @pytest.mark.parametrize("missing", NEEDED)
    def test_refuse_to_start_without_what_they_need_and_name_it(self, missing):
        answer = check(**{name: value for name, value in NEEDED.items() if name != missing})
        assert answer.returncode != 0
        assert f"{missing} is not set" in answer.stderr

    @pytest.mark.parametrize("hosts", ["*", ".example.org", "*.example.org .example.org"])
    def test_refuse_to_guess_where_they_are_read_from_hosts_that_are_patterns(self, hosts):
        answer = check(**{**NEEDED, "ONROLL_HOSTS": hosts})
        assert answer.returncode != 0
        assert "ONROLL_ADDRESS is not set" in answer.stderr
        assert "such as https://attendance.example.org" in answer.stderr

    @pytest.mark.parametrize(
        "given",
        [
            {"ONROLL_HOSTS": "*", "ONROLL_ADDRESS": "https://attendance.example.org"},
            {"ONROLL_HOSTS": ".example.org attendance.example.org"},
        ],
    )
    def test_start_with_patterns_beside_an_address_or_a_name(self, given):
        answer = check(**{**NEEDED, **given})
        assert answer.returncode == 0, answer.stderr
