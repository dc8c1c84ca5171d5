"""``zhuchao chains newcomers``: companies that may come to our city, by what was learned of past expansions."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import JSON, chains, telling
from zhuchao.frame.console import echo_json


@chains.command("newcomers")
@click.option("--district", default="", help="六位区县代码，缺省为本区")
@click.option("--chain", default="", help="只列归在这条产业链的企业")
@click.option("--link", default="", help="只列归在这个环节的企业；须同时给出 --chain")
@click.option("--text", default="", help="名称中的字")
@click.option("--top", default=50, show_default=True, type=click.IntRange(1, 10_000), help="列出家数")
@JSON
@click.pass_obj
def newcomers(
    obj: dict[str, Any], district: str, chain: str, link: str, text: str, top: int, as_json: bool
) -> None:
    """可能来本市的企业：由历史外拓规律排序，附理由。"""
    if link and not chain:
        raise click.UsageError("给出 --link 时须同时给出 --chain")
    with telling():
        found = selectors.newcomers(
            command_line_actor(obj["login"]), district, chain=chain, link=link, text=text, limit=top
        )
    if as_json:
        echo_json(found.as_dict())
        return
    if not found.rows:
        click.echo(f"{found.state}：{selectors.why_no_newcomers(found)}")
    for row in found.rows:
        its = row.learned
        click.echo(f"{its.place:>5}  {its.score:>6} 分  {row.name}  {its.uscc}  {row.region}")
        for reason in its.reasons:
            click.echo(f"       {reason.points:>+7}  {reason.text}")
    for said in (found.checked, found.caveat):
        if said:
            click.echo(said)
