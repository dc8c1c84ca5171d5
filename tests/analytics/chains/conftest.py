"""The planted district for tests of chains, and an empty registry to fill."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "invented"))
from chains_lake import Rows, _built_home, few_chains, planted, unbuilt

__all__ = ["_built_home", "few_chains", "planted", "unbuilt"]


@pytest.fixture
def new_rows():
    """An empty registry."""
    return Rows()
