"""How many tables are drawn for a test: few each time, many where somebody goes hunting.

ONROLL_EXAMPLES=200 .venv/bin/pytest tests/analysis
"""

import os

EXAMPLES = int(os.environ.get("ONROLL_EXAMPLES", "10"))
