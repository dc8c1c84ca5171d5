"""``zhuchao engagements`` and ``zhuchao events``: what took place."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.engagements import selectors
from zhuchao.frame.console import echo_json, echo_table

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def engagements() -> None:
    """走访活动：走访、洽谈、踏看、研判会。"""


@engagements.command("list")
@click.option("--text", default="", help="事由、企业或编号")
@click.option("--kind", default="", help="形式代码")
@click.option("--mine", is_flag=True, help="只列与我有关的")
@click.option("--from", "since", type=_DAY, default=None, help="举行日（未举行的为计划日）不早于")
@click.option("--to", "until", type=_DAY, default=None, help="举行日（未举行的为计划日）不晚于")
@click.option("--top", default=50, show_default=True, help="最多列出多少次")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_engagements(
    obj: dict[str, Any],
    text: str,
    kind: str,
    mine: bool,
    since: datetime | None,
    until: datetime | None,
    top: int,
    as_json: bool,
) -> None:
    """列出您可查看的走访活动，最近的在前。"""
    found = selectors.find_engagements(
        command_line_actor(obj["login"]),
        text=text,
        kind=kind,
        mine=mine,
        since=since.date() if since else None,
        until=until.date() if until else None,
        limit=top,
    )
    if as_json:
        echo_json([asdict(row) for row in found.rows])
        return
    echo_table(
        ["日期", "形式", "事由", "企业", "组织单位", "状态"],
        [(r.on, r.kind_name, r.title, r.company_name, r.office_name, r.state_name) for r in found.rows],
    )
    click.echo(f"共 {found.total} 次")


@engagements.command("show")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def show(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """一次走访活动的经过。"""
    actor = command_line_actor(obj["login"])
    found, history = selectors.engagement(actor, code), selectors.meeting_history(actor, code)
    if as_json:
        echo_json(asdict(found) | {"history": [asdict(step) for step in history]})
        return
    click.echo(f"{found.title}（{found.kind_name}，{found.on}，{found.office_name}，{found.state_name}）")
    click.echo(found.summary)
    echo_table(
        ["日期", "事项", "内容", "状态"],
        [(s.happened_on, s.title, s.text, s.standing_name) for s in history],
    )


@click.group()
def events() -> None:
    """招商活动：推介会、集中签约。"""


@events.command("list")
@click.option("--kind", default="", help="类型代码")
@click.option("--top", default=50, show_default=True, help="最多列出多少场")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_events(obj: dict[str, Any], kind: str, top: int, as_json: bool) -> None:
    """列出招商活动，最近的在前。"""
    found = selectors.find_events(command_line_actor(obj["login"]), kind=kind, limit=top)
    if as_json:
        echo_json([asdict(row) for row in found.rows])
        return
    echo_table(
        ["日期", "类型", "活动", "主办单位", "状态"],
        [(r.held_on or r.planned_on, r.kind_name, r.title, r.office_name, r.state_name) for r in found.rows],
    )
