"""Figures that are asked together read the books once: a board, the definitions side by side, a report."""

import contextlib
import contextvars
from collections.abc import Iterator
from typing import Any

_kept: contextvars.ContextVar[dict[tuple[object, ...], Any] | None] = contextvars.ContextVar(
    "figures_read_once", default=None
)


@contextlib.contextmanager
def read_once() -> Iterator[None]:
    """Calculations may keep what they read for one another while this is open; within another one it is that one's.

    Nothing may be written to the books meanwhile.
    """
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def kept() -> dict[tuple[object, ...], Any] | None:
    """Where calculations keep what they read; None when figures are asked one by one."""
    return _kept.get()
