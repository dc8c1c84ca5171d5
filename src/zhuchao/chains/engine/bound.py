"""Companies that serve one place and cannot move: known by the end of their name, 某县水务有限公司.

A maker of equipment for them (供水设备有限公司) is not bound. The pattern is read alike by Python's re, RE2 and
java.util.regex, so the whole-table twin uses the same.
"""

import re
from collections.abc import Sequence

from zhuchao.chains.engine.placement_patterns import any_of


def pattern(words: Sequence[str], tails: Sequence[str]) -> str:
    """One of the words, any number of the tails, then the legal form; empty without words."""
    return f"{any_of(words)}{any_of(tails)}*[（(]?(?:集团|股份|有限|总公司|公司)" if words else ""


def found(name: str, looked_for: str) -> str:
    """What of a name says that the company is bound to its place; empty when nothing does."""
    hit = re.search(looked_for, name) if looked_for else None
    return hit.group() if hit else ""
