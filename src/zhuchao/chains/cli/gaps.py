"""``zhuchao chains gaps``: how strong each link of a chain is in a district."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import DISTRICT, JSON, chains, telling
from zhuchao.frame.console import echo_json, echo_table


@chains.command("gaps")
@click.argument("chain")
@DISTRICT
@JSON
@click.pass_obj
def gaps(obj: dict[str, Any], chain: str, district: str, as_json: bool) -> None:
    """一条链上各环节在本区的强弱：缺、弱、持平、强、样本不足。"""
    with telling():
        board = selectors.gap_board(command_line_actor(obj["login"]), chain, district)
    if as_json:
        echo_json([g.as_dict() for g in board.gaps])
        return
    rows = [
        (
            g.link.name,
            g.kind.value,
            g.observed,
            f"{g.expected:.1f}",
            f"{g.low:.1f}–{g.high:.1f}",
            "—" if g.lq is None else f"{g.lq:.2f}",
        )
        for g in board.gaps
    ]
    echo_table(["环节", "判定", "实有", "应有", "区间", "区位商"], rows)
    click.echo(board.caveat)
