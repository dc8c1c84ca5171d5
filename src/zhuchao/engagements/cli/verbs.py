"""Commands: list, show, open, assign, answer, judge, close; verify or dispute an entry."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import click
from django.utils import timezone

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli.group import DAY, JSON, ON, done, leads
from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.engine.steps import Step
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.terms.work import WORK_STATE_NAMES, WorkState


@leads.command("list")
@click.option("--mine", is_flag=True, help="只列等我办理的")
@click.option("--step", type=click.Choice([s.value for s in Step]), help="下一步")
@click.option("--standing", type=click.Choice([s.value for s in ClockState]), help="首次答复情况")
@click.option("--state", type=click.Choice(["open", "closed"]), help="跟进中或已办结")
@click.option("--office", default="", help="责任单位编号")
@click.option("--source", default="", help="渠道代码")
@click.option("--introducer", default="", help="引荐人编号")
@click.option("--place", default="", help="来源地区划代码，含下级")
@click.option("--silent", is_flag=True, help="只列久未跟进的")
@click.option("--text", default="", help="企业名称片段或信用代码")
@click.option(
    "--sort", default="next_due", show_default=True, help="排序字段，前加 - 为倒序；next_due 最急的在前"
)
@click.option("--top", "limit", default=50, show_default=True, type=click.IntRange(1))
@JSON
@click.pass_obj
def list_leads(obj: dict[str, Any], /, as_json: bool, **asked: Any) -> None:
    """列出可查看的线索，最急的在前。"""
    given = {name: value for name, value in asked.items() if value is not None}
    page = selectors.find_leads(command_line_actor(obj["login"]), **given)
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    rows = [
        (
            r.next_step,
            r.next_due,
            WORK_STATE_NAMES[WorkState(r.next_state)] if r.next_state else r.state_name,
            r.company_name,
            r.office_name,
            r.post_name,
            r.clock,
            r.code,
        )
        for r in page.rows
    ]
    echo_table(["下一步", "期限", "状态", "企业", "责任单位", "责任岗位", "首次答复", "编号"], rows)
    click.echo(f"共 {page.total} 条")


@leads.command("show")
@click.argument("code")
@JSON
@click.pass_obj
def show_lead(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """一条线索及其经过。"""
    found = selectors.lead_file(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json(asdict(found))
        return
    echo_table(["项目", "内容"], _told(found))
    click.echo()
    echo_table(
        ["日期", "事项", "单位", "经办", "核实", "说明", "编号"],
        [
            (s.happened_on, s.event, s.office_name, s.actor_name, _standing(s), s.text, s.code)
            for s in found.history
        ],
    )


def _standing(step: selectors.LeadStep) -> str:
    """How an entry stands; when and by whom, once somebody judged it."""
    if step.standing == "claimed":
        return step.standing_name
    return f"{step.standing_name} {timezone.localdate(step.judged_at)} {step.judged_by}"


def _told(found: selectors.LeadView) -> list[tuple[str, object]]:
    due = f"{found.next_due} 前" if found.next_due else ""
    told: list[tuple[str, object]] = [
        ("企业", f"{found.company_name} {found.uscc}"),
        ("下一步", f"{found.next_step} {due}".strip()),
        ("责任单位", found.office_name),
        ("责任岗位", found.post_name),
        ("渠道", found.source_name),
        ("引荐人", found.introducer_name),
        ("来源地", found.source_place_name),
        ("说明", found.note),
        ("登记日", found.opened_on),
        ("首次答复", f"{found.clock}（期限 {found.answer_due}）"),
        ("研判结论", found.verdict_name),
        ("反馈日", found.fed_back_on),
        ("下次报告期限", f"{found.report_due}{'（久未跟进）' if found.silent else ''}"),
        ("办结结果", f"{found.outcome_name} {found.outcome_reason}".strip()),
    ]
    return [(label, value) for label, value in told if value]


@leads.command("open")
@click.argument("uscc")
@click.option("--name", "company_name", required=True, help="企业全称")
@click.option("--source", required=True, help="渠道代码，如 visit、chamber")
@click.option("--introducer", default="", help="引荐人编号")
@click.option("--place", "source_place", default="", help="来源地，省、地市或区县")
@click.option("--office", default="", help="责任单位，默认本单位")
@click.option("--note", default="")
@click.option("--on", "opened_on", type=DAY, default=None, help="登记日，默认今天；补录时填真实日期")
@JSON
@click.pass_obj
def open_lead(obj: dict[str, Any], /, as_json: bool, opened_on: datetime | None, **given: str) -> None:
    """登记一条线索。"""
    day = opened_on.date() if opened_on else None
    code = flows.open_lead(actor=command_line_actor(obj["login"]), opened_on=day, **given)
    done(code, as_json, "已登记线索")


@leads.command("assign")
@click.argument("code")
@click.option("--office", default="", help="责任单位，默认不变")
@click.option("--post", default="", help="责任岗位")
@JSON
@click.pass_obj
def assign_lead(obj: dict[str, Any], code: str, office: str, post: str, as_json: bool) -> None:
    """交办给单位或岗位。"""
    flows.assign_lead(actor=command_line_actor(obj["login"]), code=code, office=office, post=post)
    done(code, as_json, "已交办线索")


@leads.command("answer")
@click.argument("code")
@click.option("--note", required=True, help="答复内容")
@ON
@JSON
@click.pass_obj
def answer_lead(
    obj: dict[str, Any], code: str, note: str, happened_on: datetime | None, as_json: bool
) -> None:
    """登记首次答复。"""
    day = happened_on.date() if happened_on else None
    flows.answer_lead(actor=command_line_actor(obj["login"]), code=code, note=note, happened_on=day)
    done(code, as_json, "已登记首次答复")


@leads.command("judge")
@click.argument("code")
@click.option("--verdict", required=True, help="研判结论代码：follow、wait、drop")
@click.option("--reason", required=True)
@ON
@JSON
@click.pass_obj
def judge_lead(
    obj: dict[str, Any], code: str, verdict: str, reason: str, happened_on: datetime | None, as_json: bool
) -> None:
    """登记研判结论。"""
    day = happened_on.date() if happened_on else None
    actor = command_line_actor(obj["login"])
    flows.judge_lead(actor=actor, code=code, verdict=verdict, reason=reason, happened_on=day)
    done(code, as_json, "已登记研判结论")


@leads.command("close")
@click.argument("code")
@click.option("--outcome", required=True, help="办结结果代码，如 declined、elsewhere")
@click.option("--reason", required=True)
@ON
@JSON
@click.pass_obj
def close_lead(
    obj: dict[str, Any], code: str, outcome: str, reason: str, happened_on: datetime | None, as_json: bool
) -> None:
    """办结线索。"""
    day = happened_on.date() if happened_on else None
    actor = command_line_actor(obj["login"])
    flows.close_lead(actor=actor, code=code, outcome=outcome, reason=reason, happened_on=day)
    done(code, as_json, "已办结线索")


def _judge_entry(
    login: str, code: str, fact: str, judgement: str, reason: str, file: BinaryIO | None
) -> None:
    flows.judge_fact(
        actor=command_line_actor(login),
        code=code,
        fact=fact,
        judgement=judgement,
        reason=reason,
        file=file,
        file_name=Path(file.name).name if file else "",
    )


@leads.command("verify")
@click.argument("code")
@click.argument("fact")
@click.option("--file", type=click.File("rb"), help="佐证文件")
@click.option("--reason", default="", help="核实说明")
@JSON
@click.pass_obj
def verify_entry(
    obj: dict[str, Any], code: str, fact: str, file: BinaryIO | None, reason: str, as_json: bool
) -> None:
    """核实线索的一个事项；编号见 leads show，录入人不能核实自己录入的。"""
    _judge_entry(obj["login"], code, fact, "verified", reason, file)
    done(fact, as_json, "已核实事项")


@leads.command("dispute")
@click.argument("code")
@click.argument("fact")
@click.option("--reason", required=True, help="存疑的理由")
@click.option("--file", type=click.File("rb"), help="佐证文件")
@JSON
@click.pass_obj
def dispute_entry(
    obj: dict[str, Any], code: str, fact: str, file: BinaryIO | None, reason: str, as_json: bool
) -> None:
    """对线索的一个事项存疑；编号见 leads show。"""
    _judge_entry(obj["login"], code, fact, "disputed", reason, file)
    done(fact, as_json, "已对事项存疑")
