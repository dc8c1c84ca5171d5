"""The number of queries of a page is checked in and does not grow with the rows."""

import json
import os
from collections.abc import Callable
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
def count_queries(db: None) -> "Callable[[str, Callable[[int], object], Callable[[], HttpResponse]], None]":
    """``count_queries(name, more, get)``: ``more(n)`` adds n rows, ``get()`` opens the page.

    Fails, printing the queries, when the page needs more of them at 200 rows than at 20, or another number than
    query_counts.json keeps. UPDATE_QUERY_COUNTS=1 writes the file (run it without xdist).
    """

    def check(name: str, more: "Callable[[int], object]", get: "Callable[[], HttpResponse]") -> None:
        more(FEW)
        get()  # what is cached for the life of a process is not the page's
        few, _ = _counted(get)
        more(MANY - FEW)
        many, queries = _counted(get)
        assert many == few, f"{name}: {few} queries at {FEW} rows, {many} at {MANY}\n{queries}"
        if os.environ.get("UPDATE_QUERY_COUNTS") == "1":
            _keep(name, many)
        assert many == _kept().get(name), f"{name}: {many} queries, kept {_kept().get(name)}\n{queries}"

    return check
