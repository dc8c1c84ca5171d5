"""``zhuchao leads``: list, show, open, assign, answer, judge, close."""

from datetime import datetime
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.engagements import flows, selectors
from zhuchao.frame.console import echo_json, echo_table

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
_ON = click.option("--on", "happened_on", type=_DAY, default=None, help="真实发生日，默认今天")


@click.group()
def leads() -> None:
    """线索：登记、答复、研判、办结。"""


@leads.command("list")
@click.option("--state", type=click.Choice(["open", "closed"]), default=None, help="跟进中或已办结")
@click.option("--office", default="", help="责任单位编号")
@click.option("--text", default="", help="企业名称片段或信用代码")
@click.option("--top", default=50, show_default=True, type=click.IntRange(1))
@_JSON
@click.pass_obj
def list_leads(
    obj: dict[str, Any], state: str | None, office: str, text: str, top: int, as_json: bool
) -> None:
    """列出可查看的线索。"""
    actor = command_line_actor(obj["login"])
    page = selectors.find_leads(actor, state=state or "", office=office, text=text, limit=top)
    if as_json:
        echo_json([row.as_dict() for row in page.rows])
        return
    rows = [
        (r.code, r.company_name, r.office_name, r.state_name, r.opened_on, r.answer_due, r.clock)
        for r in page.rows
    ]
    echo_table(["编号", "企业", "责任单位", "状态", "登记日", "答复期限", "首次答复"], rows)
    click.echo(f"共 {page.total} 条")


@leads.command("show")
@click.argument("code")
@_JSON
@click.pass_obj
def show_lead(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """一条线索及其经过。"""
    actor = command_line_actor(obj["login"])
    view, steps = selectors.lead(actor, code), selectors.history(actor, code)
    if as_json:
        history = [
            {"event": s.event, "happened_on": s.happened_on, "recorded_at": s.recorded_at, "by": s.actor_name}
            | {"office": s.office_name, "text": s.text}
            for s in steps
        ]
        echo_json(view.as_dict() | {"history": history})
        return
    echo_table(["项目", "内容"], view.as_dict().items())
    echo_table(
        ["日期", "事项", "单位", "经办", "说明"],
        [(s.happened_on, s.event, s.office_name, s.actor_name, s.text) for s in steps],
    )


@leads.command("open")
@click.argument("uscc")
@click.option("--name", "company_name", required=True, help="企业全称")
@click.option("--source", required=True, help="来源代码，如 visit、referral")
@click.option("--office", default="", help="责任单位，默认本单位")
@click.option("--note", default="")
@_JSON
@click.pass_obj
def open_lead(
    obj: dict[str, Any], uscc: str, company_name: str, source: str, office: str, note: str, as_json: bool
) -> None:
    """登记一条线索。"""
    actor = command_line_actor(obj["login"])
    code = flows.open_lead(
        actor=actor, uscc=uscc, company_name=company_name, source=source, office=office, note=note
    )
    _done(code, as_json, "已登记线索")


@leads.command("assign")
@click.argument("code")
@click.option("--office", default="", help="责任单位，默认不变")
@click.option("--post", default="", help="责任岗位")
@_JSON
@click.pass_obj
def assign_lead(obj: dict[str, Any], code: str, office: str, post: str, as_json: bool) -> None:
    """交办给单位或岗位。"""
    flows.assign_lead(actor=command_line_actor(obj["login"]), code=code, office=office, post=post)
    _done(code, as_json, "已交办线索")


@leads.command("answer")
@click.argument("code")
@click.option("--note", required=True, help="答复内容")
@_ON
@_JSON
@click.pass_obj
def answer_lead(
    obj: dict[str, Any], code: str, note: str, happened_on: datetime | None, as_json: bool
) -> None:
    """登记首次答复。"""
    day = happened_on.date() if happened_on else None
    flows.answer_lead(actor=command_line_actor(obj["login"]), code=code, note=note, happened_on=day)
    _done(code, as_json, "已登记首次答复")


@leads.command("judge")
@click.argument("code")
@click.option("--verdict", required=True, help="研判结论代码：follow、wait、drop")
@click.option("--reason", required=True)
@_ON
@_JSON
@click.pass_obj
def judge_lead(
    obj: dict[str, Any], code: str, verdict: str, reason: str, happened_on: datetime | None, as_json: bool
) -> None:
    """登记研判结论。"""
    day = happened_on.date() if happened_on else None
    actor = command_line_actor(obj["login"])
    flows.judge_lead(actor=actor, code=code, verdict=verdict, reason=reason, happened_on=day)
    _done(code, as_json, "已登记研判结论")


@leads.command("close")
@click.argument("code")
@click.option("--outcome", required=True, help="办结结果代码，如 intent、declined")
@click.option("--reason", required=True)
@_ON
@_JSON
@click.pass_obj
def close_lead(
    obj: dict[str, Any], code: str, outcome: str, reason: str, happened_on: datetime | None, as_json: bool
) -> None:
    """办结线索。"""
    day = happened_on.date() if happened_on else None
    actor = command_line_actor(obj["login"])
    flows.close_lead(actor=actor, code=code, outcome=outcome, reason=reason, happened_on=day)
    _done(code, as_json, "已办结线索")


def _done(code: str, as_json: bool, text: str) -> None:
    if as_json:
        echo_json({"code": code})
    else:
        click.echo(f"{text} {code}")
