"""Commands: plan, delays, exits and alerts of projects."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.projects import flows
from zhuchao.projects.cli.group import DAY, JSON, ON, done, projects
from zhuchao.projects.cli.money import FILES, kept, typed_sum
from zhuchao.projects.engine.alerts import ALERTS
from zhuchao.projects.selectors import alerts as alerting
from zhuchao.projects.selectors import delays as delaying
from zhuchao.projects.selectors import plans


def _day(moment: datetime | None) -> Any:
    return moment.date() if moment else None


@projects.command("plan")
@click.argument("code")
@JSON
@click.pass_obj
def show_plan(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """计划与实际，推迟天数从最初计划算起。"""
    found = plans.plan(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json(asdict(found))
        return
    echo_table(
        ["计划日", "种类", "内容", "金额（万元）", "最初计划", "推迟（天）", "完成日", "编号"],
        [
            (i.due_on, i.what_name, i.title, i.amount_wan, i.first_due, i.slip, i.done_on, i.item)
            for i in found.items
        ],
    )


@projects.command("set-plan")
@click.argument("code")
@click.option("--what", required=True, type=click.Choice(["milestone", "money", "duty"]), help="种类")
@click.option("--due", "due_on", required=True, type=DAY, help="计划完成日")
@click.option("--title", default="", help="内容")
@click.option("--stage", default="", help="对应阶段代码")
@click.option("--side", default="", help="由谁履行：enterprise 或 government")
@click.option("--amount", "amount_wan", type=typed_sum, default=None, help="金额，万元")
@click.option("--said-on", type=DAY, default=None, help="约定日，默认今天")
@click.option("--note", default="")
@JSON
@click.pass_obj
def set_plan(
    obj: dict[str, Any],
    /,
    code: str,
    due_on: datetime,
    said_on: datetime | None,
    as_json: bool,
    **given: Any,
) -> None:
    """安排节点、资金计划或义务。"""
    item = flows.set_plan(
        actor=command_line_actor(obj["login"]),
        code=code,
        due_on=due_on.date(),
        said_on=_day(said_on),
        **given,
    )
    done(item, as_json, "已列入计划")


@projects.command("move-plan")
@click.argument("code")
@click.argument("item")
@click.option("--due", "due_on", required=True, type=DAY, help="新的计划完成日")
@click.option("--reason", required=True, help="调整原因")
@click.option("--amount", "amount_wan", type=typed_sum, default=None, help="新的金额，万元")
@JSON
@click.pass_obj
def move_plan(
    obj: dict[str, Any],
    code: str,
    item: str,
    due_on: datetime,
    reason: str,
    amount_wan: Decimal | None,
    as_json: bool,
) -> None:
    """调整计划日期，写明原因。"""
    actor = command_line_actor(obj["login"])
    flows.move_plan(
        actor=actor, code=code, item=item, due_on=due_on.date(), reason=reason, amount_wan=amount_wan
    )
    done(item, as_json, "已调整计划")


@projects.command("settle-plan")
@click.argument("code")
@click.argument("item")
@click.option("--on", "done_on", required=True, type=DAY, help="完成日")
@click.option("--note", default="")
@FILES
@JSON
@click.pass_obj
def settle_plan(
    obj: dict[str, Any],
    code: str,
    item: str,
    done_on: datetime,
    note: str,
    files: Sequence[Path],
    as_json: bool,
) -> None:
    """登记计划事项完成。"""
    actor = command_line_actor(obj["login"])
    flows.settle_plan(
        actor=actor, code=code, item=item, done_on=done_on.date(), note=note, evidence=kept(actor, files)
    )
    done(item, as_json, "已登记完成")


@projects.command("delays")
@click.argument("code")
@JSON
@click.pass_obj
def list_delays(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """受阻原因与各责任方天数。"""
    found = delaying.delays(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json({"causes": [asdict(d) for d in found.causes], "days_by_side": found.days_by_side})
        return
    echo_table(
        ["原因", "责任方", "起始日", "解除日", "天数", "须由哪个单位解决", "编号"],
        [
            (d.cause_name, d.side_name, d.since, d.until or "仍在受阻", d.days, d.blocking_name, d.code)
            for d in found.causes
        ],
    )


@projects.command("delay")
@click.argument("code")
@click.option("--cause", required=True, help="受阻原因代码")
@click.option("--since", required=True, type=DAY, help="起始日")
@click.option("--until", type=DAY, default=None, help="解除日，仍在受阻不填")
@click.option("--side", default="", help="责任方代码，默认按原因确定")
@click.option("--blocking", default="", help="须由哪个单位解决（单位编号）")
@click.option("--note", default="")
@FILES
@JSON
@click.pass_obj
def note_delay(
    obj: dict[str, Any],
    /,
    code: str,
    since: datetime,
    until: datetime | None,
    files: Sequence[Path],
    as_json: bool,
    **given: Any,
) -> None:
    """登记受阻原因。"""
    actor = command_line_actor(obj["login"])
    fact = flows.note_delay(
        actor=actor, code=code, since=since.date(), until=_day(until), evidence=kept(actor, files), **given
    )
    done(fact, as_json, "已登记受阻原因")


@projects.command("end-delay")
@click.argument("code")
@click.argument("fact")
@click.option("--until", required=True, type=DAY, help="解除日")
@click.option("--note", default="", help="如何解除")
@JSON
@click.pass_obj
def end_delay(obj: dict[str, Any], code: str, fact: str, until: datetime, note: str, as_json: bool) -> None:
    """登记受阻解除。"""
    actor = command_line_actor(obj["login"])
    found = flows.end_delay(actor=actor, code=code, fact=fact, until=until.date(), note=note)
    done(found, as_json, "已登记解除")


def _leaving(command: Callable[..., None]) -> Callable[..., None]:
    """What is said when a project is set aside or ended."""
    for option in (
        click.pass_obj,
        JSON,
        ON,
        click.option("--note", default=""),
        click.option("--decided-by", default="", help="由谁决定"),
        click.option("--reason", required=True, help="原因代码"),
        click.argument("code"),
    ):
        command = option(command)
    return command


def _leave(
    obj: dict[str, Any], what: Literal["shelved", "ended"], happened_on: datetime | None, **given: Any
) -> None:
    actor = command_line_actor(obj["login"])
    flows.leave_project(actor=actor, what=what, happened_on=_day(happened_on), **given)


@projects.command("shelve")
@_leaving
def shelve_project(obj: dict[str, Any], /, code: str, as_json: bool, **given: Any) -> None:
    """搁置项目。"""
    _leave(obj, "shelved", code=code, **given)
    done(code, as_json, "已搁置")


@projects.command("end")
@_leaving
def end_project(obj: dict[str, Any], /, code: str, as_json: bool, **given: Any) -> None:
    """终止项目，仍计入签约基数。"""
    _leave(obj, "ended", code=code, **given)
    done(code, as_json, "已终止")


@projects.command("resume")
@click.argument("code")
@click.option("--note", required=True, help="理由")
@click.option("--decided-by", default="", help="由谁决定")
@ON
@JSON
@click.pass_obj
def resume_project(
    obj: dict[str, Any], /, code: str, happened_on: datetime | None, as_json: bool, **given: Any
) -> None:
    """恢复推进。"""
    actor = command_line_actor(obj["login"])
    flows.resume_project(actor=actor, code=code, happened_on=_day(happened_on), **given)
    done(code, as_json, "已恢复推进")


@projects.command("alerts")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(ALERTS)), help="提醒种类，可重复")
@click.option("--mine", is_flag=True, help="只列本岗位的")
@click.option("--top", "limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@JSON
@click.pass_obj
def list_alerts(obj: dict[str, Any], kinds: Sequence[str], mine: bool, limit: int, as_json: bool) -> None:
    """列出逾期、久无动态和计划临期的项目。"""
    page = alerting.alerts(command_line_actor(obj["login"]), kinds=kinds, mine=mine, limit=limit)
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    echo_table(
        ["提醒", "项目", "牵头单位", "阶段", "说明", "编号"],
        [(a.kind_name, a.name, a.office_name, a.stage_name, a.text, a.code) for a in page.rows],
    )
    click.echo(f"共 {page.total} 条")
