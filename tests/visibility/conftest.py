"""The records and the ways in that the matrix names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "invented"))
