"""The number of queries of a page is checked in and does not grow with the rows."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.http import HttpResponse

KEPT = Path(__file__).with_name("query_counts.json")
FEW, MANY = 20, 200


def _kept() -> dict[str, int]:
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}


def _keep(name: str, count: int) -> None:
    counts = _kept() | {name: count}
    KEPT.write_text(json.dumps(counts, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _counted(get: "Callable[[], HttpResponse]") -> tuple[int, str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert get().status_code == 200
    return len(captured), "\n".join(q["sql"][:300] for q in captured.captured_queries)


@pytest.fixture
def count_queries(
    count_queries_of: "Callable[..., None]",
) -> "Callable[[str, Callable[[int], object], Callable[[], HttpResponse]], None]":
    """``count_queries(name, more, get)``: ``more(n)`` adds n rows, ``get()`` opens the page."""
    return lambda name, more, get: count_queries_of(more, {name: get})


@pytest.fixture
def count_queries_of(
    db: None,
) -> "Callable[[Callable[[int], object], Mapping[str, Callable[[], HttpResponse]]], None]":
    """``count_queries_of(more, pages)``: ``more(n)`` adds n rows, ``pages`` maps names to what opens a page. Pages of the
    same rows are asked together, because the rows take longer to make than the pages to open.

    Fails, printing the queries, when a page needs more of them at 200 rows than at 20, or another number than
    query_counts.json keeps. UPDATE_QUERY_COUNTS=1 writes the file (run it without xdist).
    """

    def check(more: "Callable[[int], object]", pages: "Mapping[str, Callable[[], HttpResponse]]") -> None:
        more(FEW)
        few = {}
        for name, get in pages.items():
            get()  # what is cached for the life of a process is not the page's
            few[name], _ = _counted(get)
        more(MANY - FEW)
        faults = [fault for name, get in pages.items() for fault in _faults(name, few[name], *_counted(get))]
        assert not faults, "\n".join(faults)

    return check


def _faults(name: str, few: int, many: int, queries: str) -> list[str]:
    found = []
    if many != few:
        found.append(f"{name}: {few} queries at {FEW} rows, {many} at {MANY}\n{queries}")
    elif os.environ.get("UPDATE_QUERY_COUNTS") == "1":
        _keep(name, many)
    if many != _kept().get(name):
        found.append(f"{name}: {many} queries, kept {_kept().get(name)}\n{queries}")
    return found
