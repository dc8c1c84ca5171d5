"""``zhuchao chains target``: one target in full."""

from collections.abc import Iterable
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import DISTRICT, JSON, LINK, chains, telling
from zhuchao.chains.engine.brief import Trace
from zhuchao.frame.console import echo_json


@chains.command("target")
@click.argument("chain")
@LINK
@DISTRICT
@click.option("--uscc", required=True, help="统一社会信用代码")
@JSON
@click.pass_obj
def target(obj: dict[str, Any], chain: str, link: str, district: str, uscc: str, as_json: bool) -> None:
    """一家目标企业：为什么是它、有日期的依据、谁能搭上线、不利因素、对手城市。"""
    with telling():
        page = selectors.target_page(command_line_actor(obj["login"]), chain, link, district, uscc)
    if as_json:
        echo_json(page.as_dict())
        return
    its = page.target
    click.echo(f"{its.name}  {its.uscc}  {its.region}")
    click.echo(f"{its.score} 分，第 {page.place} 名 / {page.of} 家候选；{page.caveat}")
    click.echo("为什么是它")
    for reason in page.headline.lines:
        click.echo(f"  {reason.points:>+7}  {reason.text}")
    click.echo("有日期的依据")
    _traces(page.dated)
    click.echo("谁能搭上线")
    _traces(page.ways)
    if page.no_way:
        click.echo(f"  {page.no_way}")
    click.echo("不利因素")
    for one in page.against:
        click.echo(f"  {one.text}" + (f"（{one.points:+}）" if one.points else ""))
    click.echo("对手城市")
    for row in page.competing.top(page.limits.rivals):
        ours = "（本区所在市）" if row.ours else ""
        click.echo(f"  {row.place:>3}  {row.score:>5} 分  {row.name}{ours}")
    click.echo(page.learned.note)


def _traces(found: Iterable[Trace]) -> None:
    for trace in found:
        click.echo(f"  {trace.on or '日期不详'}  {trace.text}")
