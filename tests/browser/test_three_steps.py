"""From the chain map to a lead in three clicks, as an officer of the centre does it."""

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CHAIN = "textile"
JUDGED = ("缺", "弱")


def _links_with_gaps(page: "Page") -> list[str]:
    """Names of the links that the map calls missing or weak, in its order."""
    rows = page.locator(".ch-stage-link").all()
    judged = [row for row in rows if row.locator("small").inner_text().strip().startswith(JUDGED)]
    return [row.locator("b").inner_text() for row in judged]


def _points(row: "Locator") -> tuple[float, list[float]]:
    def number(text: str) -> float:
        return float(text.replace("−", "-").replace("+", "").removesuffix("分"))

    total = number(row.locator("tfoot .zc-num").inner_text())
    return total, [number(t) for t in row.locator("tbody .zc-num").all_inner_texts()]


def _click_on_the_map(page: "Page", name: str) -> None:
    """The circle stands above its label."""
    page.locator("#chain-map[data-ready]").wait_for()
    label = page.locator("#chain-map svg text", has_text=name).first
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] - 16)


def _fits(page: "Page") -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_map_link_reasons_lead(page_as, shot, phone):
    page = page_as("zhongxin", phone=phone)
    page.goto(f"/chains/{CHAIN}/")
    assert _fits(page)
    names = _links_with_gaps(page)
    assert names, "the demonstration district has no missing or weak link"
    shown = ""
    for name in names:
        page.goto(f"/chains/{CHAIN}/")
        # 1: the link, on the picture, or on a phone in the list beneath it.
        if phone:
            page.locator(".ch-stage-link", has_text=name).first.click()
        else:
            _click_on_the_map(page, name)
        page.wait_for_url(re.compile(rf"/chains/{CHAIN}/[^/]+/"))
        if page.get_by_role("button", name="转为线索").count():
            shown = name
            break
    assert shown, f"no targets on any of {names}"
    assert _fits(page)
    # The first company shows its reasons at once; the officer asks for those of the next.
    closed = page.locator(".ch-target:has(details:not([open]))")
    row = closed.filter(has=page.get_by_role("button", name="转为线索")).first
    company = row.locator(".ch-target-name").inner_text()
    row = page.locator(".ch-target", has_text=company)
    # 2: why this company; the points add up.
    row.locator("summary").click()
    total, points = _points(row)
    assert len(points) >= 3
    assert sum(points) == pytest.approx(total, abs=0.05)
    shot(page, f"targets-{'phone' if phone else 'desktop'}")
    # 3: it becomes a lead of the centre.
    row.get_by_role("button", name="转为线索").click()
    page.locator(".zc-message").first.wait_for()
    assert _fits(page)
    page.goto("/leads/")
    assert company in page.inner_text("main")


def test_the_page_and_the_interface_say_the_same(page_as):
    page = page_as("zhongxin")
    page.goto(f"/chains/{CHAIN}/")
    with page.expect_navigation():
        page.locator(".ch-stage-link").first.click()
    link = page.url.rstrip("/").split("/")[-1].split("?")[0]
    answer = page.request.get(f"/api/v1/chains/chains/{CHAIN}/links/{link}/targets").json()
    shown = [
        (a.inner_text(), s.inner_text())
        for a, s in zip(
            page.locator(".ch-target-name").all(), page.locator(".ch-target-score b").all(), strict=True
        )
    ]
    assert shown
    assert [(r["name"], f"{r['score']:.1f}") for r in answer["targets"]][: len(shown)] == shown
