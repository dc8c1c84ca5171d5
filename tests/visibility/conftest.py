"""The records and the ways in that the matrix names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "invented"))
from chains_lake import few_chains

__all__ = ["few_chains"]
