"""Commands of a lead under way: experts, feed-back, report, origin, interest, release; sharing it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli.group import JSON, ON, done, leads
from zhuchao.engagements.engine.origins import FEED_BACK_TO
from zhuchao.frame.console import echo_json, echo_table


@leads.command("report")
@click.argument("code")
@click.option("--note", required=True, help="进展内容")
@ON
@JSON
@click.pass_obj
def report_lead(
    obj: dict[str, Any], code: str, note: str, happened_on: datetime | None, as_json: bool
) -> None:
    """报告进展，下次报告重新计时。"""
    day = happened_on.date() if happened_on else None
    flows.report_lead(actor=command_line_actor(obj["login"]), code=code, note=note, happened_on=day)
    done(code, as_json, "已报告线索进展")


@leads.command("experts")
@click.argument("code")
@click.option("--reason", required=True, help="须论证的问题")
@JSON
@click.pass_obj
def ask_experts(obj: dict[str, Any], code: str, reason: str, as_json: bool) -> None:
    """请专家论证，研判期限顺延。"""
    flows.ask_experts(actor=command_line_actor(obj["login"]), code=code, reason=reason)
    done(code, as_json, "已登记请专家论证")


@leads.command("feed-back")
@click.argument("code")
@click.option("--to", required=True, type=click.Choice(list(FEED_BACK_TO)), help="反馈对象：企业或引荐人")
@click.option("--note", required=True, help="反馈内容")
@ON
@JSON
@click.pass_obj
def feed_back_lead(
    obj: dict[str, Any], code: str, to: str, note: str, happened_on: datetime | None, as_json: bool
) -> None:
    """登记把研判结论反馈给企业或引荐人。"""
    day = happened_on.date() if happened_on else None
    actor = command_line_actor(obj["login"])
    flows.feed_back_lead(actor=actor, code=code, to=to, note=note, happened_on=day)
    done(code, as_json, "已登记反馈")


@leads.command("origin")
@click.argument("code")
@click.option("--source", required=True, help="渠道代码")
@click.option("--introducer", default="", help="引荐人编号")
@click.option("--place", "source_place", default="", help="来源地，省、地市或区县")
@click.option("--reason", required=True, help="更正原因")
@JSON
@click.pass_obj
def correct_origin(obj: dict[str, Any], /, code: str, as_json: bool, **given: str) -> None:
    """更正渠道、引荐人和来源地。"""
    flows.correct_origin(actor=command_line_actor(obj["login"]), code=code, **given)
    done(code, as_json, "已更正来源")


@leads.command("interest")
@click.argument("code")
@click.option("--has/--none", default=False, help="有或没有利益关系")
@click.option("--text", default="", help="有的须写明")
@JSON
@click.pass_obj
def declare_interest(obj: dict[str, Any], code: str, has: bool, text: str, as_json: bool) -> None:
    """申报与企业有无利益关系。"""
    flows.declare_interest(actor=command_line_actor(obj["login"]), code=code, has=has, text=text)
    done(code, as_json, "已申报")


@leads.command("release")
@click.argument("code")
@click.option("--reason", required=True, help="释放原因")
@JSON
@click.pass_obj
def release_lapsed_claim(obj: dict[str, Any], code: str, reason: str, as_json: bool) -> None:
    """促进中心释放已失效的首报首谈。"""
    flows.release_lapsed_claim(actor=command_line_actor(obj["login"]), code=code, reason=reason)
    done(code, as_json, "已释放首报首谈")


@leads.command("share")
@click.argument("code")
@click.option("--office", required=True, help="对方单位编号")
@click.option("--percent", required=True, type=int, help="对方份额，%")
@click.option("--note", required=True, help="共享理由")
@JSON
@click.pass_obj
def propose_share(obj: dict[str, Any], /, code: str, as_json: bool, **given: Any) -> None:
    """提出与其他单位共享，对方负责人签署后生效。"""
    done(
        flows.propose_share(actor=command_line_actor(obj["login"]), code=code, **given),
        as_json,
        "已提出，待对方签署",
    )


@leads.command("introduce")
@click.argument("code")
@click.option("--office", required=True, help="对方单位编号")
@click.option("--percent", required=True, type=int, help="本单位保留份额，%")
@click.option("--note", required=True, help="引荐理由")
@JSON
@click.pass_obj
def introduce_lead(obj: dict[str, Any], /, code: str, as_json: bool, **given: Any) -> None:
    """引荐给其他单位，对方负责人签署后线索转给对方。"""
    done(
        flows.introduce_lead(actor=command_line_actor(obj["login"]), code=code, **given),
        as_json,
        "已提出，待对方签署",
    )


@leads.command("proposals")
@JSON
@click.pass_obj
def proposals(obj: dict[str, Any], as_json: bool) -> None:
    """列出待签署的共享提议。"""
    rows = selectors.open_proposals(command_line_actor(obj["login"]))
    if as_json:
        echo_json([asdict(row) for row in rows])
        return
    echo_table(
        ["编号", "企业", "提出单位", "份额%", "对方单位", "份额%", "提出日"],
        [
            (p.code, p.company_name, p.from_name, p.from_percent, p.to_name, p.to_percent, p.proposed_on)
            for p in rows
        ],
    )


@leads.command("accept")
@click.argument("proposal")
@JSON
@click.pass_obj
def accept_share(obj: dict[str, Any], proposal: str, as_json: bool) -> None:
    """对方单位负责人签署共享提议。"""
    flows.accept_share(actor=command_line_actor(obj["login"]), proposal=proposal)
    done(proposal, as_json, "已签署")


@leads.command("decline")
@click.argument("proposal")
@click.option("--reason", required=True)
@JSON
@click.pass_obj
def decline_share(obj: dict[str, Any], proposal: str, reason: str, as_json: bool) -> None:
    """谢绝共享提议，或撤回本单位的提议。"""
    flows.decline_share(actor=command_line_actor(obj["login"]), proposal=proposal, reason=reason)
    done(proposal, as_json, "已答复")
