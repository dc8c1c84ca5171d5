"""Traditional characters read as simplified ones (``data/traditional.csv``, of OpenCC, Apache-2.0)."""

import csv
import functools
from importlib.resources import files


@functools.cache
def _table() -> dict[int, str]:
    text = files("zhuchao.rulebook").joinpath("data/traditional.csv").read_text(encoding="utf-8")
    return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(text.splitlines())}


def simplified(text: str) -> str:
    """The text with every traditional character as the simplified one it most often stands for."""
    return text.translate(_table())
