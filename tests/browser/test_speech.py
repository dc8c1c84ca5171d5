"""The district's speech fills its own blanks, and each number opens to the same projects everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ZHUCHAO = Path(sys.executable).with_name("zhuchao")
#: The blanks that the books fill, and those whose book is not kept yet.
FILLED = ("B0", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B14", "B15", "B16")
NOT_KEPT = {
    "B11": "对标监测账",
    "B12": "对标监测账",
    "B13": "土地指标账",
    "B17": "审批事项账",
    "B18": "考核评分账",
}
PERIOD = ("--from", "2021-01-01", "--as-of", "2026-10-31")


def _told(home: Path, *words: str) -> "dict[str, Any]":
    environment = os.environ | {"ZHUCHAO_HOME": str(home)}
    environment.pop("ZHUCHAO_DATABASE", None)
    made = subprocess.run(
        [str(ZHUCHAO), *words, "--json"], env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    found: dict[str, Any] = json.loads(made.stdout)
    return found


def test_the_speech_fills_itself(
    demo_home: Path, page_as: "Callable[..., Page]", shot: "Callable[..., Path]", tmp_path: Path
) -> None:
    """B1-B10 and B14-B16 carry values, the others name the book; B9 by command, API and page has the same projects."""
    out, annex = tmp_path / "讲话.docx", tmp_path / "讲话.xlsx"
    body = _told(demo_home, "report", "fill", "讲话", *PERIOD, "--out", str(out), "--annex", str(annex))
    said = {s["blank"]: s["text"] for line in body["lines"] for s in line["spans"]}
    for blank in FILLED:
        assert said[blank] and "无法核实" not in said[blank], (blank, said[blank])
    assert {b: said[b] for b in NOT_KEPT} == {b: f"无法核实（{n}尚未建立）" for b, n in NOT_KEPT.items()}
    assert not [check for check in body["checks"] if check["ok"] is False]
    text = "".join(p.text for p in Document(str(out)).paragraphs)
    assert f"已有{said['B9']}签约项目落地，总体落地率{said['B10']}" in text
    assert annex.read_bytes()[:2] == b"PK"

    codes = body["figures"]["B9"]["rows"]
    assert _told(demo_home, "figure", "show", "landed_count", *PERIOD)["rows"] == codes
    page = page_as("zhongxin", phone=True)
    asked = "?from=2021-01-01&as_of=2026-10-31"
    answer = page.request.get(f"/api/v1/figures/figures/landed_count{asked}")
    assert answer.json()["rows"] == codes
    page.goto(f"/figures/landed_count/{asked}")
    shown = page.locator("main").inner_text()
    assert all(code in shown for code in codes[:150])
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    shot(page, "landed-phone")
