"""Commands on issues: list, show, draft, check, sign, publish, withdraw, reopen."""

from dataclasses import asdict
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.reports import flows, selectors
from zhuchao.reports.cli.group import JSON, ask_of, asking, report, tell


@report.command("list")
@click.option("--state", default="", help="draft、checked、signed、issued、withdrawn")
@click.option("--top", "limit", default=50, show_default=True, type=click.IntRange(1))
@JSON
@click.pass_obj
def list_issues(obj: dict[str, Any], state: str, limit: int, as_json: bool) -> None:
    """列出可查看的报告，新的在前。"""
    page = selectors.find_issues(command_line_actor(obj["login"]), state=state, limit=limit)
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    rows = [
        (r.template_name, r.period_from, r.as_of, r.state_name, r.drafted_by_name, r.code) for r in page.rows
    ]
    echo_table(["报告", "期间起", "截至", "状态", "起草人", "编号"], rows)
    click.echo(f"共 {page.total} 份")


@report.command("show")
@click.argument("code")
@JSON
@click.pass_obj
def show(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """一份报告的正文、指标、核对结果和办理经过。"""
    found = selectors.issue_file(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json(asdict(found))
        return
    click.echo(f"{found.row.title}（{found.row.state_name}）校验码 {found.row.checksum}")
    for line in found.body["lines"]:
        click.echo("".join(s["text"] for s in line["spans"]))
    tell(found.body)
    echo_table(["步骤", "经办", "时间"], [(s.step_name, s.actor_name, s.recorded_at) for s in found.history])


@report.command("draft")
@click.argument("name")
@asking
@JSON
@click.pass_obj
def draft(obj: dict[str, Any], /, name: str, as_json: bool, **asked: Any) -> None:
    """起草一份报告并留存。"""
    code = flows.draft_issue(actor=command_line_actor(obj["login"]), ask=ask_of(name, **asked))
    _done(code, as_json, "已起草")


@report.command("check")
@click.argument("code")
@JSON
@click.pass_obj
def check(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """核对一份草稿：各项数字相互对得上才能通过。"""
    flows.check_issue(actor=command_line_actor(obj["login"]), code=code)
    _done(code, as_json, "已核对")


@report.command("sign")
@click.argument("code")
@JSON
@click.pass_obj
def sign(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """签发一份已核对的报告；起草人不能签发。"""
    flows.sign_issue(actor=command_line_actor(obj["login"]), code=code)
    _done(code, as_json, "已签发")


@report.command("publish")
@click.argument("code")
@JSON
@click.pass_obj
def publish(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """发布一份已签发的报告，内容从此固定。"""
    flows.publish_issue(actor=command_line_actor(obj["login"]), code=code)
    _done(code, as_json, "已发布")


@report.command("withdraw")
@click.argument("code")
@click.option("--reason", required=True, help="撤回的理由")
@JSON
@click.pass_obj
def withdraw(obj: dict[str, Any], code: str, reason: str, as_json: bool) -> None:
    """撤回一份报告；内容和理由仍可查看。"""
    flows.withdraw_issue(actor=command_line_actor(obj["login"]), code=code, reason=reason)
    _done(code, as_json, "已撤回")


@report.command("reopen")
@click.argument("code")
@JSON
@click.pass_obj
def reopen(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """重新打开：按当时已录入的记录重算，逐项与报告所列比较，并列出今天的数。"""
    found = selectors.reopened(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json(asdict(found))
        return
    rows = [
        (
            f.name,
            f.frozen,
            f.known_then,
            "一致" if f.same else "有差异",
            f.today,
            "有变化" if f.changed_today else "",
        )
        for f in found.figures
    ]
    echo_table(["指标", "报告所列", "按当时重算", "比较", "今天", ""], rows)
    click.echo("与起草时一致" if found.same else "与起草时有差异")


def _done(code: str, as_json: bool, text: str) -> None:
    if as_json:
        echo_json({"code": code})
    else:
        click.echo(f"{text} {code}")
