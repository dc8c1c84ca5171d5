"""The planted district, for figures of chains."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "invented"))
from chains_lake import _built_home, planted

__all__ = ["_built_home", "planted"]
