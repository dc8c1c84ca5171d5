"""``zhuchao chains newcomers``: companies that may come to our city, by what was learned of past expansions."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import JSON, TOP, chains, telling
from zhuchao.frame.console import echo_json


@chains.command("newcomers")
@click.option("--district", default="", help="六位区县代码，缺省为本区")
@click.option("--chain", default="", help="只列归在这条产业链的企业；缺省为任一条产业链")
@click.option("--link", default="", help="只列归在这个环节的企业；须同时给出 --chain")
@click.option("--everyone", is_flag=True, help="不限产业链环节；缺省只列归在任一环节的企业")
@click.option("--text", default="", help="名称中的字")
@TOP
@JSON
@click.pass_obj
def newcomers(
    obj: dict[str, Any],
    district: str,
    chain: str,
    link: str,
    everyone: bool,
    text: str,
    top: int,
    as_json: bool,
) -> None:
    """可能来本市的企业：由历史外拓规律排序，附理由；缺省只列归在产业链环节的企业。"""
    actor = command_line_actor(obj["login"])
    with telling():
        found = selectors.newcomers(
            actor, district, chain=chain, link=link, everyone=everyone, text=text, limit=top
        )
    if as_json:
        echo_json(found.as_dict())
        return
    if not found.rows:
        click.echo(f"{found.state}：{selectors.why_no_newcomers(found)}")
    for row in found.rows:
        its = row.learned
        links = "、".join(f"{x.chain_name}·{x.link_name}" for x in row.links)
        click.echo(
            f"{its.place:>5}  {its.score:>6} 分  {row.name}  {its.uscc}  {row.region}  {links}".rstrip()
        )
        for reason in its.reasons:
            click.echo(f"       {reason.points:>+7}  {reason.text}")
    if found.left_out:
        click.echo(f"另有 {found.left_out:,} 家不在所列环节上；不写 --chain、加 --everyone 可全部列出")
    for said in (found.checked, found.caveat):
        if said:
            click.echo(said)
