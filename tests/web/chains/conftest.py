"""The planted district for tests of chains."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "invented"))
from chains_lake import _built_home, few_chains, planted, unbuilt

__all__ = ["_built_home", "few_chains", "planted", "unbuilt"]
