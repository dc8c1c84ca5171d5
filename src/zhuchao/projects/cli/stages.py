"""``zhuchao projects``: find, show, what is missing, open and move on."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.ledger.flows import add_evidence
from zhuchao.projects import flows, selectors
from zhuchao.projects.cli.group import projects
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.selectors import StageNeeds, Wanted
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@projects.command("list")
@click.option("--text", default="", help="项目、投资方、编号、项目代码或信用代码")
@click.option("--office", default="", help="牵头单位编号")
@click.option("--stage", default="", help="阶段代码")
@click.option("--state", default="", help="active、shelved 或 ended")
@click.option("--chain", default="", help="产业链代码")
@click.option("--link", default="", help="环节代码，几条链都有的写作 链.环节")
@click.option("--unstarted", is_flag=True, help="已签约未开工")
@click.option("--overdue", is_flag=True, help="本阶段逾期")
@click.option("--silent", is_flag=True, help="久无动态")
@click.option("--top", default=50, show_default=True, help="最多列出多少个")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_projects(obj: dict[str, Any], /, top: int, as_json: bool, **given: Any) -> None:
    """列出您可查看的项目，最急的在前。"""
    wanted = Wanted(office_code=given.pop("office"), **given)
    found = selectors.find_projects(command_line_actor(obj["login"]), wanted, limit=top)
    if as_json:
        echo_json([asdict(row) for row in found.rows])
        return
    echo_table(
        ["编号", "项目", "牵头单位", "阶段", "合同金额", "期限"],
        [
            (r.code, r.name, r.office_name, r.stage_name, printed_wan(r.amount_wan), r.due or "")
            for r in found.rows
        ],
    )
    click.echo(f"共 {found.total} 个")


@projects.command("show")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def show(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """一个项目及其动态。"""
    actor = command_line_actor(obj["login"])
    found, steps = selectors.project(actor, code), selectors.timeline(actor, code)
    fields = selectors.row_for(actor, code).fields
    if as_json:
        echo_json(asdict(found) | {"fields": fields, "history": [asdict(step) for step in steps]})
        return
    click.echo(f"{found.name}（{found.code}）{found.stage_name}，{found.state_name}，{found.office_name}")
    echo_table(
        ["发生日", "事项", "内容", "录入", "状态"],
        [(s.happened_on, s.title, s.text, f"{s.recorded_at:%Y-%m-%d}", s.standing_name) for s in steps],
    )


@projects.command("missing")
@click.argument("code")
@click.option("--stage", default="", help="阶段代码，默认下一阶段")
@click.option("--on", type=_DAY, default=None, help="按这一天的规则")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def missing(obj: dict[str, Any], code: str, stage: str, on: datetime | None, as_json: bool) -> None:
    """推进到下一阶段还缺什么。"""
    actor = command_line_actor(obj["login"])
    found = selectors.missing_for_next(actor, code, stage=stage, on=on.date() if on else None)
    if as_json:
        echo_json(asdict(found) if found else None)
        return
    if found is None:
        click.echo("已到阶段路线的终点。")
        return
    _told(found)


def _told(found: StageNeeds) -> None:
    click.echo(f"推进到“{found.stage_name}”还缺 {len(found.missing)} 项")
    echo_table(
        ["规则", "缺什么", "依据", "下一步", "是否拦截"],
        [(m.rule, m.label, m.article, m.next_step, "是" if m.blocks else "只提醒") for m in found.missing],
    )


@projects.command("open")
@click.option("--name", required=True, help="项目名称")
@click.option("--company", "company_name", required=True, help="投资方")
@click.option("--uscc", default="", help="投资方统一社会信用代码")
@click.option("--class", "klass", required=True, help="项目类别代码")
@click.option("--nature", default="new", show_default=True, help="项目性质代码")
@click.option("--form", required=True, help="合作方式代码")
@click.option("--office", default="", help="牵头单位编号，默认本单位")
@click.option("--field", "fields", multiple=True, help="数据项，如 total_wan=12000，可多次给出")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def open_project(obj: dict[str, Any], /, fields: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """登记项目。"""
    actor = command_line_actor(obj["login"])
    code = flows.open_project(actor=actor, fields=_pairs(fields, "--field"), **given)
    echo_json({"code": code}) if as_json else click.echo(f"已登记，编号 {code}")


@projects.command("advance")
@click.argument("code")
@click.argument("stage")
@click.option("--on", type=_DAY, required=True, help="真实到达日")
@click.option("--field", "fields", multiple=True, help="数据项，如 jobs=80，可多次给出")
@click.option("--paper", "papers", multiple=True, help="材料，如 minutes=纪要.pdf，可多次给出")
@click.option("--note", default="", help="说明")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def advance(
    obj: dict[str, Any],
    code: str,
    stage: str,
    on: datetime,
    fields: tuple[str, ...],
    papers: tuple[str, ...],
    note: str,
    as_json: bool,
) -> None:
    """推进到某一阶段，附上规则要求的材料。"""
    actor = command_line_actor(obj["login"])
    flows.advance_stage(
        actor=actor,
        code=code,
        stage=stage,
        happened_on=on.date(),
        fields=_pairs(fields, "--field"),
        papers=_kept(actor, _pairs(papers, "--paper"), on.date()),
        note=note,
    )
    found = selectors.project(actor, code)
    if as_json:
        echo_json(asdict(found))
        return
    click.echo(f"{found.name}现为“{found.stage_name}”")


def _kept(actor: Actor, papers: dict[str, str], dated: date) -> list[Paper]:
    found = []
    for kind, name in papers.items():
        path = Path(name)
        if not path.is_file():
            raise click.BadParameter(f"没有文件“{name}”", param_hint="--paper")
        with path.open("rb") as stream:
            sha256 = add_evidence(actor=actor, stream=stream, name=path.name)
        found.append(Paper(kind, dated, sha256))
    return found


def _pairs(given: tuple[str, ...], option: str) -> dict[str, str]:
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.BadParameter(f"“{text}”应写成 名称=值", param_hint=option)
        found[name] = value
    return found
