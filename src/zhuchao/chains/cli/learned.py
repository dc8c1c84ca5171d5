"""``zhuchao chains learned``: what was learned of past expansions beside the companies of a target list."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import JSON, TOP, WEIGHTS, chains, telling
from zhuchao.frame.console import echo_json


@chains.command("learned")
@click.argument("chain", required=False, default="")
@click.option("--link", default="", help="环节代码或名称")
@click.option("--district", default="", help="六位区县代码，缺省为本区")
@TOP
@WEIGHTS
@click.option("--list", "code", default="", help="已存目标名单的编号；给出时不写产业链和环节")
@click.option("--by-place", is_flag=True, help="按历史外拓规律中的名次排列；缺省按得分的名次")
@JSON
@click.pass_obj
def learned(
    obj: dict[str, Any],
    chain: str,
    link: str,
    district: str,
    top: int,
    weights: tuple[str, ...],
    code: str,
    by_place: bool,
    as_json: bool,
) -> None:
    """目标企业在历史外拓规律中的名次，附理由；只作参考，不计入得分。"""
    if bool(code) == bool(chain and link):
        raise click.UsageError("请给出产业链和 --link，或用 --list 给出名单编号")
    actor = command_line_actor(obj["login"])
    with telling():
        found = (
            selectors.learned_of_list(actor, code, by_place=by_place)
            if code
            else selectors.learned_of_link(actor, chain, link, district, top, weights, by_place=by_place)
        )
    if as_json:
        echo_json(found.as_dict())
        return
    click.echo(found.note)
    for row in found.rows:
        its = row.learned
        said = f"第 {its.place:,} 名，{its.band}，{its.score:+} 分" if its else "没有外设经过，不作推断"
        click.echo(f"{row.rank:>3}  {row.name}  {row.uscc}  {said}")
        for reason in its.reasons if its else ():
            click.echo(f"       {reason.points:>+7}  {reason.text}")
