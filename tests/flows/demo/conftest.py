"""Two chains instead of eight where a test builds the tables of all."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "invented"))
from chains_lake import few_chains

__all__ = ["few_chains"]
