"""Commands that read channels, introducers, agency contracts and the contact log."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click
from django.utils import timezone

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli.group import DAY, JSON, done, leads
from zhuchao.frame.console import echo_json, echo_table


@leads.command("channels")
@click.option("--from", "since", type=DAY, default=None, help="期间首日，默认本年 1 月 1 日")
@click.option("--to", "until", type=DAY, default=None, help="期间末日，默认今天")
@click.option("--office", default="", help="单位编号")
@JSON
@click.pass_obj
def channel_results(
    obj: dict[str, Any], since: datetime | None, until: datetime | None, office: str, as_json: bool
) -> None:
    """渠道成效：期间内各渠道的线索、意向、转化率和费用。"""
    today = timezone.localdate()
    first = since.date() if since else today.replace(month=1, day=1)
    last = until.date() if until else today
    found = selectors.channel_results(
        command_line_actor(obj["login"]), since=first, until=last, office=office
    )
    if as_json:
        echo_json(asdict(found))
        return
    echo_table(
        ["渠道", "线索（条）", "跟进中", "达成意向", "转化率（%）", "费用（万元）", "其中已核实"],
        [
            (r.channel_name, r.leads, r.following, r.intent, r.conversion, r.cost_wan, r.verified_wan)
            for r in (*found.rows, found.total)
        ],
    )


@leads.command("introducers")
@click.option("--text", default="", help="名称、单位、职务片段或信用代码")
@click.option("--top", "limit", default=50, show_default=True, type=click.IntRange(1))
@JSON
@click.pass_obj
def introducers(obj: dict[str, Any], text: str, limit: int, as_json: bool) -> None:
    """引荐人及其成果。"""
    page = selectors.find_introducers(command_line_actor(obj["login"]), text=text, limit=limit)
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    echo_table(
        ["引荐人", "类型", "引荐线索", "跟进中", "达成意向", "编号"],
        [(r.name, r.kind_name, r.brought, r.following, r.intent, r.code) for r in page.rows],
    )
    click.echo(f"共 {page.total} 个")


@leads.command("add-introducer")
@click.option("--uscc", default="", help="机构的信用代码，须在企业主档中")
@click.option("--unit", default="", help="个人的所在单位")
@click.option("--title", default="", help="个人的职务")
@click.option("--purpose", required=True, help="登记目的")
@click.option("--note", default="")
@JSON
@click.pass_obj
def add_introducer(obj: dict[str, Any], /, as_json: bool, **given: str) -> None:
    """登记引荐人；个人只记单位和职务。"""
    code = flows.add_introducer(actor=command_line_actor(obj["login"]), **given)
    done(code, as_json, "已登记引荐人")


@leads.command("contracts")
@click.option("--text", default="", help="文号或引荐人片段")
@click.option("--top", "limit", default=50, show_default=True, type=click.IntRange(1))
@JSON
@click.pass_obj
def contracts(obj: dict[str, Any], text: str, limit: int, as_json: bool) -> None:
    """委托招商协议及付款。"""
    page = selectors.find_contracts(command_line_actor(obj["login"]), text=text, limit=limit)
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    echo_table(
        ["文号", "引荐人", "渠道", "签约单位", "约定（万元）", "已付", "状态", "编号"],
        [
            (
                r.number,
                r.introducer_name,
                r.channel_name,
                r.office_name,
                r.fee_wan,
                r.paid_wan,
                r.state_name,
                r.code,
            )
            for r in page.rows
        ],
    )
    click.echo(f"共 {page.total} 份")


@leads.command("contacts")
@click.option("--text", default="", help="企业名称片段或信用代码")
@click.option("--office", default="", help="单位编号")
@click.option("--from", "since", type=DAY, default=None)
@click.option("--to", "until", type=DAY, default=None)
@click.option("--top", "limit", default=50, show_default=True, type=click.IntRange(1))
@JSON
@click.pass_obj
def contact_log(
    obj: dict[str, Any],
    text: str,
    office: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """政企交往记录：谁在何时与哪家企业往来，利益关系申报。"""
    asked = selectors.Asked(
        since=since.date() if since else None,
        until=until.date() if until else None,
        office=office,
        text=text,
    )
    page = selectors.contact_log(command_line_actor(obj["login"]), asked, limit=limit)
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    echo_table(
        ["日期", "企业", "单位", "经办", "往来", "内容", "利益关系"],
        [
            (r.happened_on, r.company_name, r.office_name, r.person_name, r.event, r.text, r.interest)
            for r in page.rows
        ],
    )
    click.echo(f"共 {page.total} 次")
