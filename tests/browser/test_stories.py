"""An officer's week and a head's month, as they do them: by links, forms and files, wide and on a phone."""

import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page, Route

WIDTHS = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])


def _credit_code(phone: bool) -> str:
    """A code of nobody (the registering office XY is not assigned), one for each width."""
    from zhuchao.terms import uscc

    first = f"91330603XY{'W' if phone else 'K'}EEK" + "0" * 3
    return first + uscc.check_character(first)


def _fits(page: "Page") -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), page.url


def _fill(page: "Page", values: "Mapping[str, str]") -> None:
    """Fill the form of the page by the names of its fields; choices by their value."""
    for name, value in values.items():
        field = page.locator(f"main form [name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
            # Some choices ask anew which fields the form needs.
            page.locator(".htmx-request").first.wait_for(state="detached")
        else:
            field.fill(value)


def _submit(page: "Page") -> None:
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    told = page.locator(".has-error, .alert-danger").all_inner_texts()
    assert "/login/" not in page.url
    assert not told, told


def _open(page: "Page", label: str) -> None:
    """Press a button of the page by what it says."""
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile(label)).first.click()
    _fits(page)


def _bring(page: "Page", folder: "Path") -> None:
    """A file for every upload that the form asks for."""
    for field in page.locator("main form input[type=file]").all():
        name = field.get_attribute("name") or "file"
        path = folder / f"{name}.txt"
        # The same bytes twice would be the same voucher twice.
        path.write_text(f"示例材料 {name} {folder}", encoding="utf-8")
        field.set_input_files(path)


def _moved_on(page: "Page", folder: "Path", values: "Mapping[str, str]", stage: str) -> None:
    """Press the button that moves the project on, give what the form asks for, and see where it stands."""
    _open(page, "^推进到")
    _fill(page, values)
    _bring(page, folder)
    _submit(page)
    assert stage in page.locator("main").inner_text()


def _signed_and_paid(page: "Page", folder: "Path", project: str, name: str) -> None:
    """The contract, the stage with its evidence, the first voucher."""
    _open(page, "登记合同")
    _fill(page, {"what": "formal", "number": f"示例-{name}", "amount_wan": "12000"})
    _bring(page, folder)
    _submit(page)
    page.goto(project)
    _moved_on(page, folder, {}, "签约")
    _open(page, "登记到位资金")
    paid = {"what": "capital", "amount_wan": "500", "paid_on": timezone.localdate().isoformat()}
    _fill(page, paid | {"payer": name, "payee": name, "voucher_no": f"示例-{name}"})
    _bring(page, folder)
    _submit(page)
    page.goto(project)


@WIDTHS
def test_an_officers_week(
    page_as: "Callable[..., Page]", shot: "Callable[[Page, str], Path]", tmp_path: "Path", phone: bool
) -> None:
    """Lead → visit → project → signed with its evidence → money, and the next step always on top."""
    page = page_as("jiedao2", phone=phone)
    name = f"示例周记{'手机' if phone else '电脑'}织造有限公司"
    page.goto("/leads/open/")
    _fill(page, {"uscc": _credit_code(phone), "company_name": name})
    page.locator("main form [name=source]").select_option(index=1)
    _submit(page)
    lead = page.url
    _open(page, "登记走访")
    _fill(
        page,
        {"title": "示例：上门走访", "summary": "示例：有意租赁厂房", "ours": "2", "interest": "none"},
    )
    _submit(page)
    assert "示例：有意租赁厂房" in page.locator("main").inner_text()
    page.goto(lead)
    _open(page, "转为项目")
    _fill(page, {"name": f"{name}技改项目", "klass": "emerging", "nature": "new", "form": "lease"})
    _submit(page)
    project = page.url
    assert "下一步还缺" in page.locator("main").inner_text()
    _moved_on(
        page,
        tmp_path,
        {"field_total_wan": "12000", "field_jobs": "80", "field_policy_class": "encouraged"},
        "意向",
    )
    _moved_on(page, tmp_path, {}, "在谈")
    _signed_and_paid(page, tmp_path, project, name)
    page.goto(project)
    _fits(page)
    text = page.locator("main").inner_text()
    for word in ("签约", "500", "仅申报", "合法性审查意见"):
        assert word in text
    shot(page, f"story-week-{'phone' if phone else 'desktop'}")


@WIDTHS
def test_a_heads_month(
    page_as: "Callable[..., Page]", shot: "Callable[[Page, str], Path]", phone: bool
) -> None:
    """Look at the board and at what asks for a second look; an officer drafts and checks the month, the head signs and
    publishes it; the frozen issue says of itself that it still recomputes."""
    drafter = page_as("zhaoshang", phone=phone)
    drafter.goto("/reports/new/")
    drafter.locator("main form [name=template]").select_option("讲话")
    _fill(drafter, {"period_from": "2021-01-01", "as_of": "2026-10-31"})
    _submit(drafter)
    issue = drafter.url
    with drafter.expect_navigation():
        drafter.get_by_role("button", name=re.compile("核对")).first.click()
    head = page_as("zhongxin", phone=phone)
    head.goto("/projects/board/")
    _fits(head)
    assert "落地" in head.locator("main").inner_text()
    shot(head, f"story-board-{'phone' if phone else 'desktop'}")
    head.goto("/projects/checks/")
    _fits(head)
    head.goto(issue)
    for step in ("签发", "发布"):
        head.get_by_role("button", name=re.compile(step)).first.click()
        # What cannot be taken back is asked once more.
        with head.expect_navigation():
            head.locator("#zc-confirm [data-confirmed]").click()
    _fits(head)
    assert "已发布" in head.locator("main").inner_text()
    shot(head, f"story-issue-{'phone' if phone else 'desktop'}")
    head.goto(f"{issue}compare/")
    _fits(head)
    assert "一致" in head.locator("main").inner_text()


def test_what_is_typed_while_a_form_asks_anew_is_kept(page_as: "Callable[..., Page]") -> None:
    """Choosing the class replaces the form; what was typed before the answer came stands in the new one too."""
    page = page_as("jiedao2")
    page.goto("/projects/open/")
    held: list[Route] = []
    page.route(re.compile(r"/projects/open/\?"), lambda route: held.append(route))
    page.locator("main form [name=klass]").select_option("emerging")
    page.locator("main form [name=name]").fill("示例：填写中的项目")
    assert held, "choosing the class asked nothing anew"
    held.pop().continue_()
    page.locator(".htmx-request").first.wait_for(state="detached")
    assert page.locator("main form [name=name]").input_value() == "示例：填写中的项目"
    assert page.locator("main form [name=klass]").input_value() == "emerging"
    assert page.locator("main form [name=field_total_wan]").count() == 1
