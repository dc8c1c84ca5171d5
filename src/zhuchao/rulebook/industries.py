"""国民经济行业分类: what the codes of GB/T 4754-2017 are called. Where the table is from: ``data/gbt4754_2017.md``."""

import csv
import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

TABLE = Path(__file__).parent / "data" / "gbt4754_2017.csv"


@functools.cache
def industries() -> Mapping[str, str]:
    """Name by code: sections (a letter), divisions (2 digits), groups (3) and classes (4)."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(lines)})


def industry_name(code: str) -> str:
    """The name of a code, empty where the classification has no such code."""
    return industries().get(code, "")
