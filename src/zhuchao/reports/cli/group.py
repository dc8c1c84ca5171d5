"""The group of commands, filling, and what the commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.reports import selectors
from zhuchao.reports.selectors import Ask

DAY = click.DateTime(formats=["%Y-%m-%d"])
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
MARKS = {True: "通过", False: "未通过", None: "未核对"}


class Moment(click.ParamType[datetime]):
    """An ISO date and time; without a zone it is local time."""

    name = "时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Fails with a sentence when it is none."""
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是时间，请写成 2026-03-01T18:00 的样子", param, ctx)


def asking(command: Any) -> Any:
    """The options by which a report is asked for."""
    options = [
        click.option("--from", "start", type=DAY, default=None, help="统计起始日，默认本届任期起始日"),
        click.option("--as-of", type=DAY, default=None, help="截至日，默认今天"),
        click.option("--known-at", type=Moment(), default=None, help="按当时已录入的情况计算"),
        click.option("--definition", "profile", default="", help="口径族：district、registered、started"),
        click.option("--office", default="", help="单位编号，含下属单位"),
        click.option("--threshold", default="", help="重大项目的投资门槛（亿元）"),
        click.option("--signed-from", type=DAY, default=None, help="签约期间起，默认统计起始日"),
        click.option("--signed-to", type=DAY, default=None, help="签约期间止，默认截至日"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def ask_of(
    name: str,
    *,
    start: datetime | None,
    as_of: datetime | None,
    known_at: datetime | None,
    profile: str,
    office: str,
    threshold: str,
    signed_from: datetime | None,
    signed_to: datetime | None,
) -> Ask:
    """The question that the options put."""

    def day(moment: datetime | None) -> date | None:
        return moment.date() if moment else None

    return Ask(
        template=name,
        as_of=day(as_of) or timezone.localdate(),
        period_from=day(start),
        known_at=known_at,
        threshold=threshold,
        window_from=day(signed_from),
        window_to=day(signed_to),
        office=office,
        profile=profile,
    )


@click.group()
def report() -> None:
    """报表：按模板生成、核对、签发、发布；上级表格。"""


@report.command("templates")
@JSON
@click.pass_obj
def list_templates(obj: dict[str, Any], as_json: bool) -> None:
    """列出报告模板。"""
    found = selectors.templates(command_line_actor(obj["login"]))
    if as_json:
        echo_json([{"id": t.id, "name": t.name, "version": t.version, "heading": t.heading} for t in found])
        return
    echo_table(
        ["名称", "编号", "版本", "标题", "填空"],
        [(t.name, t.id, t.version, t.heading, t.blanks) for t in found],
    )


@report.command("fill")
@click.argument("name")
@asking
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="写出的 Word 文件"
)
@click.option(
    "--annex", type=click.Path(path_type=Path, dir_okay=False), default=None, help="写出的电子表格附件"
)
@JSON
@click.pass_obj
def fill(
    obj: dict[str, Any], /, name: str, out: Path, annex: Path | None, as_json: bool, **asked: Any
) -> None:
    """按模板生成一份报告：每个数字都注明口径、截至日和计入的记录。不留存；要留存请用 draft。"""
    actor = command_line_actor(obj["login"])
    filled = selectors.fill(actor, ask_of(name, **asked))
    body = filled.body()
    out.write_bytes(selectors.word_file(body))
    if annex:
        annex.write_bytes(selectors.annex_file(actor, body))
    if as_json:
        echo_json(body | {"out": str(out), "annex": str(annex) if annex else None})
        return
    tell(body)
    click.echo(f"已写出 {out}" + (f" 和 {annex}" if annex else ""))


def tell(body: dict[str, Any]) -> None:
    """The figures, the checks and the length, for a person."""
    spans = {s["blank"]: s["text"] for line in body["lines"] for s in line["spans"] if s["blank"]}
    labels = {key: figure["label"] for key, figure in body["figures"].items()}
    counted = {key: len(figure["rows"]) for key, figure in body["figures"].items()}
    echo_table(
        ["填空", "名称", "内容", "计入记录"],
        [(key, labels.get(key, ""), text, counted.get(key, "")) for key, text in spans.items()],
    )
    click.echo()
    echo_table(["核对项", "结果", "说明"], [(c["title"], MARKS[c["ok"]], c["said"]) for c in body["checks"]])
    over = "，已超出，请压缩" if body["characters"] > body["most_characters"] else ""
    click.echo(f"全文 {body['characters']} 字，上限 {body['most_characters']} 字{over}")
