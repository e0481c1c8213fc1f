"""Where the third-party measuring data lies: beside the checkout, or where DUALTRACK_DATA says."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DUALTRACK_DATA", ROOT.parent / "shared" / "data"))
