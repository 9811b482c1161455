"""The rings and layers hold, the network is closed, and the migrations say what the models say."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.project.sources import ROOT
from tests.support.network import NetworkRefused


def test_every_import_contract_holds(tmp_path):
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--cache-dir", tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_rings_1_and_2_import_with_no_django():
    code = (
        "import sys; sys.modules['django'] = None; import onroll.law, onroll.cli.main, pkgutil, importlib\n"
    )
    code += (
        "[importlib.import_module(m.name) for m in pkgutil.walk_packages(onroll.law.__path__, 'onroll.law.')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
@pytest.mark.one_database
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_test_reaches_another_machine():
    with pytest.raises(NetworkRefused), socket.socket() as connection:
        connection.connect(("192.0.2.1", 80))
