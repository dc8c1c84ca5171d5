"""``zhuchao chains gaps``: how strong each link of a chain is in a district."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import DISTRICT, JSON, chains, telling
from zhuchao.chains.engine.evidence import Evidence
from zhuchao.frame.console import echo_json, echo_table


@chains.command("gaps")
@click.argument("chain")
@DISTRICT
@click.option("--evidence", is_flag=True, help="逐环节列出旁证：支持、不支持或未发声，及依据")
@JSON
@click.pass_obj
def gaps(obj: dict[str, Any], chain: str, district: str, evidence: bool, as_json: bool) -> None:
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
    if evidence:
        echo_table(
            ["环节", "旁证", "结论", "依据"],
            [(g.link.name, e.name, e.stance.value, _said(e)) for g in board.gaps for e in g.evidence],
        )
    click.echo(board.caveat)


def _said(one: Evidence) -> str:
    return f"{one.text}（{one.caveat}）" if one.caveat else one.text
