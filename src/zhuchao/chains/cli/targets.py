"""``zhuchao chains targets, refresh``: whom to attract, and the tables that answer it."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import flows, selectors
from zhuchao.chains.cli.group import DISTRICT, JSON, LINK, TOP, WEIGHTS, chains, telling
from zhuchao.frame.console import echo_json, echo_table


@chains.command("targets")
@click.argument("chain")
@LINK
@DISTRICT
@TOP
@WEIGHTS
@JSON
@click.pass_obj
def targets(
    obj: dict[str, Any],
    chain: str,
    link: str,
    district: str,
    top: int,
    weights: tuple[str, ...],
    as_json: bool,
) -> None:
    """一个环节的目标企业，按得分排序，附理由。"""
    with telling():
        result = selectors.targets(command_line_actor(obj["login"]), chain, link, district, top, weights)
    if as_json:
        echo_json([t.as_dict() for t in result.rows])
        return
    for note in filter(None, (result.trial, *result.notes)):
        click.echo(note)
    for rank, target in enumerate(result.rows, start=1):
        click.echo(f"{rank:>3}  {target.score:>6} 分  {target.name}  {target.uscc}  {target.region}")
        for reason in target.reasons:
            click.echo(f"     {reason.points:>+7}  {reason.text}")
    click.echo(f"{result.caveat}；规则版本 {result.rule_version}")


@chains.command("refresh")
@JSON
@click.pass_obj
def refresh(obj: dict[str, Any], as_json: bool) -> None:
    """按现行登记库和规则重算各链归位；已算过的不再算。"""

    def progress(done: int, of: int, what: str) -> None:
        click.echo(f"[{done}/{of}] {what}", err=True)

    found = flows.refresh_placements(actor=command_line_actor(obj["login"]), progress=progress)
    if as_json:
        echo_json(found)
    else:
        echo_table(["产业链", "归位数"], found.items())
