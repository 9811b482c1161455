"""How many tables are drawn for a test: few each time, many where somebody goes hunting.

ONROLL_EXAMPLES=200 .venv/bin/pytest tests/analysis
"""

import os

EXAMPLES = int(os.environ.get("ONROLL_EXAMPLES", "10"))
#: Where what was counted is read another way, which costs more than counting it.
HALF = max(EXAMPLES // 2, 3)
#: Where each table is counted more than once, and one counting held against the other.
FEW = max(EXAMPLES // 3, 3)
