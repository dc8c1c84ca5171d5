"""Every screen, wide and on a phone: it fits, it speaks Chinese, it is sound for a screen reader, and a picture
of it goes to build/screenshots to be looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: name of the picture → (who looks, where). A call is given the page and goes there by its links.
SCREENS: dict[str, tuple[str, "str | Callable[[Page], None]"]] = {}


def _through(start: str, *links: str) -> "Callable[[Page], None]":
    """Open a page and follow links: each time the first that is found."""

    def go(page: "Page") -> None:
        page.goto(start)
        for link in links:
            with page.expect_navigation():
                page.locator(link).first.click()

    return go


def _drafted(then: str = "", press: str = "") -> "Callable[[Page], None]":
    """The draft of a chain, begun when nobody did; from there to a page below it, and a button on it when it is there."""

    def go(page: "Page") -> None:
        page.goto("/chains/machinery/draft/")
        begin = page.get_by_role("button", name="起草新版本")
        if begin.count():
            with page.expect_navigation():
                begin.click()
            page.goto("/chains/machinery/draft/links/pumps_valves/")
            page.fill("textarea[name=make]", "示例泵")
            with page.expect_navigation():
                page.get_by_role("button", name="记入草稿").click()
        if then:
            page.goto(f"/chains/machinery/draft/{then}")
        if press and page.get_by_role("button", name=press).count():
            with page.expect_navigation():
                page.get_by_role("button", name=press).click()

    return go


SCREENS.update(
    {
        "desk": ("zhongxin", "/accounts/desk/"),
        "desk-leader": ("quzhang", "/accounts/desk/"),
        "inbox": ("kaifaqu", "/accounts/inbox/"),
        "chains": ("zhongxin", "/chains/"),
        "chain-map": ("zhongxin", "/chains/textile/"),
        "gaps": ("zhongxin", "/chains/textile/gaps/"),
        "link": ("zhongxin", _through("/chains/textile/", ".ch-stage-link")),
        "target": ("zhongxin", _through("/chains/textile/polymer/", ".ch-target-name")),
        "chain-versions": ("zhaoshang", "/chains/textile/versions/"),
        "chain-no-draft": ("zhongxin", "/chains/textile/draft/"),
        "chain-new": ("zhongxin", "/chains/drafts/new/"),
        "chain-draft": ("zhongxin", _drafted()),
        "chain-draft-head": ("zhongxin", _drafted("chain/")),
        "chain-draft-link": ("zhongxin", _drafted("links/pumps_valves/")),
        "chain-draft-add": ("zhongxin", _drafted("links/add/")),
        "chain-draft-publish": ("zhongxin", _drafted("publish/")),
        "chain-dry-run": ("zhongxin", _drafted("dry-run/", "开始试算")),
        "chain-moves": ("zhongxin", _drafted("moves/")),
        "input-output": ("sysadmin", "/chains/input-output/"),
        "newcomers": ("zhongxin", "/chains/newcomers/"),
        "newcomers-officer": ("zhaoshang", "/chains/newcomers/"),
        "target-lists": ("zhongxin", "/chains/lists/"),
        "target-list": ("zhongxin", _through("/chains/lists/", "main tbody a")),
        "search-empty": ("zhaoshang", "/companies/search/"),
        "search": ("zhaoshang", "/companies/search/?q=纺织"),
        "companies": ("zhongxin", "/companies/"),
        "company-add": ("zhaoshang", "/companies/add/"),
        "company": ("zhongxin", _through("/companies/search/?q=纺织", "main tbody a")),
        "import": ("zhongxin", "/companies/import/"),
        "leads": ("jiedao", "/leads/"),
        "lead": ("zhongxin", _through("/leads/", "main tbody a")),
        "lead-open": ("jiedao2", "/leads/open/"),
        "projects": ("zhongxin", "/projects/"),
        "project-stages": ("zhongxin", "/projects/stages/"),
        "project": ("zhongxin", _through("/projects/", "main tbody a")),
        "project-open": ("jiedao2", "/projects/open/?klass=capital&form=stake"),
        "project-fields": ("zhongxin", _through("/projects/", "main tbody a", "a:has-text('修改数据')")),
        "project-paper": ("zhongxin", _through("/projects/", "main tbody a", "a:has-text('归档材料')")),
        "board": ("zhongxin", "/projects/board/"),
        "board-officer": ("zhaoshang", "/projects/board/"),
        "funnel": ("zhongxin", "/projects/funnel/?by=channel"),
        "forecast": ("zhongxin", "/projects/forecast/"),
        "unstarted": ("zhongxin", "/projects/unstarted/"),
        "checks": ("zhongxin", "/projects/checks/"),
        "to-verify": ("hecha", "/projects/to-verify/"),
        "back-test": ("zhongxin", "/projects/back-test/"),
        "project-imports": ("zhongxin", "/projects/imports/"),
        "project-import-upload": ("zhongxin", "/projects/imports/upload/"),
        "project-advance": ("zhongxin", _through("/projects/", "main tbody a", "a:has-text('推进到')")),
        "meetings": ("zhongxin", "/engagements/"),
        "meeting": ("zhongxin", _through("/engagements/", "main tbody a")),
        "meeting-hold": ("zhaoshang", "/engagements/hold/"),
        "meeting-plan": ("zhaoshang", "/engagements/plan/"),
        "events": ("zhongxin", "/events/"),
        "event": ("zhongxin", _through("/events/", "main tbody a")),
        "channels": ("zhongxin", "/channels/"),
        "contact-log": ("zhongxin", "/contact-log/"),
        "introducers": ("zhongxin", "/introducers/"),
        "agency": ("zhongxin", "/agency/"),
        "reports": ("hecha", "/reports/"),
        "report-new": ("hecha", "/reports/new/"),
        "report-forms": ("hecha", "/reports/forms/"),
        "figure-landed": ("kaohe", "/figures/landed_count/"),
        "figures": ("kaohe", "/figures/"),
        "figure": ("kaohe", "/figures/leads_answered_in_time/"),
        "contacts": ("zhongxin", "/companies/contacts/"),
        "imports": ("zhongxin", "/companies/import/runs/"),
        "lead-answer": ("zhongxin", _through("/leads/", "main tbody a", "a:has-text('登记首次答复')")),
        "lead-close": ("zhongxin", _through("/leads/", "main tbody a", "a:has-text('办结')")),
        "lead-judge": ("zhongxin", _through("/leads/", "main tbody a", "a:has-text('存疑')")),
        "hand-overs": ("zhongxin", "/accounts/hand-overs/"),
        "hand-over": ("zhongxin", _through("/accounts/hand-overs/", "main tbody a")),
        "rules": ("zhongxin", "/rules/"),
        "rule": ("zhongxin", _through("/rules/", "main tbody a")),
        "account": ("zhaoshang", "/accounts/account/"),
        "users": ("sysadmin", "/accounts/people/"),
        "user": ("sysadmin", _through("/accounts/people/", "main tbody a")),
        "offices": ("sysadmin", "/accounts/offices/"),
        "office": ("sysadmin", _through("/accounts/offices/", "main tbody a")),
        "posts": ("secadmin", "/accounts/posts/"),
        "lock-outs": ("secadmin", "/accounts/lock-outs/"),
        "audit": ("audadmin", "/ledger/audit/"),
        "audit-event": ("audadmin", _through("/ledger/audit/", "main tbody a")),
        "verify": ("audadmin", "/ledger/verify/"),
    }
)


def _settle(page: "Page") -> None:
    """Charts and maps draw when seen: go to each and wait until it says that it stands."""
    for box in page.locator("[data-chart], [data-map]").all():
        if box.is_visible():
            box.scroll_into_view_if_needed()
            page.locator(f"#{box.get_attribute('id')}[data-ready]").wait_for()
    page.evaluate("scrollTo(0, 0)")


def _faults_for_readers(page: "Page") -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))",
        rules,
    )
    return list(found)


def _judge(page: "Page", name: str, shot: "Callable[[Page, str], Path]") -> None:
    _settle(page)
    shot(page, name)
    wide, seen = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= seen, f"{name} is {wide} wide on a screen of {seen}"
    assert page.locator("h1").count() == 1
    assert ("/login/" in page.url) == name.startswith("log-in"), f"{name} led to {page.url}"
    text = page.inner_text("body")
    for word in ("Traceback", "None", "null", "undefined", "Error", "〇"):
        assert word not in text, f"{name} says {word}"
    assert not (faults := _faults_for_readers(page)), "\n".join(faults)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(page_as, shot, name, phone):
    login, where = SCREENS[name]
    page = page_as(login, phone=phone)
    if callable(where):
        where(page)
    else:
        answer = page.goto(where)
        assert answer is not None and answer.status == 200, answer
    _judge(page, f"{name}-{'phone' if phone else 'desktop'}", shot)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_log_in_screen(open_page, shot, phone):
    page = open_page(phone=phone)
    page.goto("/")
    _judge(page, f"log-in-{'phone' if phone else 'desktop'}", shot)
