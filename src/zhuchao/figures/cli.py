"""``zhuchao figure``: show one figure with its trail, list the definitions."""

from datetime import datetime
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.figures import selectors
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.terms.figure import Figure
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refusal, Refused

_DAY = click.DateTime(formats=["%Y-%m-%d"])


class _Moment(click.ParamType[datetime]):
    """An ISO date and time; without a zone it is local time."""

    name = "时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是时间，请写成 2026-03-01T18:00 的样子", param, ctx)


@click.group()
def figure() -> None:
    """指标：口径、数值与来路。"""


@figure.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_definitions(obj: dict[str, Any], as_json: bool) -> None:
    """列出现行口径。"""
    found = selectors.definitions(command_line_actor(obj["login"]))
    if as_json:
        echo_json(
            [
                {"id": d.id, "name": d.name, "unit": d.unit, "version": d.version, "text": d.text}
                | {"params": dict(d.params)}
                for d in found
            ]
        )
        return
    rows = [(d.id, d.name, d.unit, d.version, "、".join(d.params)) for d in found]
    echo_table(["编号", "名称", "单位", "版本", "参数"], rows)


@figure.command("show")
@click.argument("figure_id")
@click.option("--from", "start", type=_DAY, default=None, help="期间起始日，默认本届任期起始日")
@click.option("--as-of", type=_DAY, required=True, help="截至日")
@click.option("--known-at", type=_Moment(), default=None, help="按当时已录入的情况计算")
@click.option("--definition", default="", help="口径编号，默认同指标编号")
@click.option("--office", default="", help="单位编号，含下属单位")
@click.option("--param", "params", multiple=True, help="参数，如 chain=textile，可多次给出")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def show(
    obj: dict[str, Any],
    figure_id: str,
    start: datetime | None,
    as_of: datetime,
    known_at: datetime | None,
    definition: str,
    office: str,
    params: tuple[str, ...],
    as_json: bool,
) -> None:
    """一个指标的数值、口径、分子分母与所计记录。"""
    chosen = definition or figure_id
    if chosen.split(".", 1)[0] != figure_id:
        raise Refused(
            Refusal(
                "figures.definition",
                f"口径“{chosen}”不是指标“{figure_id}”的口径",
                "请用 zhuchao figure list 查看口径。",
                "definition",
            )
        )
    actor = command_line_actor(obj["login"])
    found = selectors.compute(
        chosen,
        actor,
        period=Period(start.date()) if start else None,
        as_of=as_of.date(),
        known_at=known_at,
        office=office,
        **_pairs(params),
    )
    if as_json:
        echo_json(found.as_dict())
        return
    click.echo(f"{found.name}：{found.printed()}")
    click.echo(f"口径 {found.definition} 第 {found.version} 版：{found.text}")
    click.echo(f"期间 {found.period_from} 至 {found.as_of}{_parts(found)}")
    if found.caveat:
        click.echo(found.caveat)
    counted = [(r.code, r.name, "是" if r.counted else "否") for r in selectors.rows(actor, found)]
    echo_table(["编号", "名称", "计入分子"], counted)


def _parts(found: Figure) -> str:
    parts = {"分子": found.numerator, "分母": found.denominator}
    parts |= {"已核实": found.verified, "仅申报": found.claimed}
    return "".join(f"，{label} {value}" for label, value in parts.items() if value is not None)


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in params:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.BadParameter(f"“{text}”应写成 名称=值", param_hint="--param")
        found[name] = value
    return found
