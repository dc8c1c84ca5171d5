"""Names of uploaded files, and how far an import is in per cent."""

import re
from collections.abc import Callable

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_LONGEST = 120
#: Share of an import's time that each step takes, as it was measured: (until per cent, step).
_STEPS = (("读取", 55), ("合并", 75), ("建立检索", 98))


def safe_name(name: str) -> str:
    """The last part of a file's name without characters that a file system or a page could mind.

    A long name is cut in the middle so that its ending stays.
    """
    kept = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .") or "文件"
    if len(kept) <= _LONGEST:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{stem[: _LONGEST - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else kept[:_LONGEST]
    )


def percent_of(step: str, done: int, total: int) -> int:
    """How far the whole import is when a step is that far; an unknown step counts as its last."""
    start = 0
    for name, end in _STEPS:
        if name == step:
            return start + int((end - start) * (done / total if total else 1))
        start = end
    return start


def reporting(report: Callable[[float, str], None]) -> Callable[[str, int, int], None]:
    """An import's progress told as per cent and a word; only when the per cent moved."""
    last = -1

    def say(step: str, done: int, total: int) -> None:
        nonlocal last
        now = percent_of(step, done, total)
        if now != last:
            last = now
            report(now, f"正在{step}")

    return say
