"""``zhuchao chains dry-run``: what a draft moves before it is published."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains.cli.group import JSON, chains, telling
from zhuchao.chains.engine.moving import MOVES
from zhuchao.chains.selectors import dry_run, moves
from zhuchao.chains.selectors.dry_run import LinkMoves
from zhuchao.chains.selectors.knowledge import link_of
from zhuchao.frame.console import echo_json, echo_table


@chains.command("dry-run")
@click.argument("chain")
@click.option("--district", default="", help="六位区县代码，缺省为本区")
@click.option("--link", default="", help="只列这个环节进出的企业")
@click.option("--kind", default="", type=click.Choice(["", *MOVES]), help="只列这一种变动的企业")
@click.option("--here", is_flag=True, help="只列所看区县的企业")
@click.option("--top", default=0, type=click.IntRange(0, 1000), help="列出企业家数，缺省不列")
@JSON
@click.pass_obj
def run(
    obj: dict[str, Any],
    chain: str,
    district: str,
    link: str,
    kind: str,
    here: bool,
    top: int,
    as_json: bool,
) -> None:
    """试算：草稿如公布，哪些企业进入、离开各环节，本区缺、弱、强怎样变。"""
    actor = command_line_actor(obj["login"])
    with telling():
        dry_run.build(actor, chain)
    found = dry_run.outcome(actor, chain, district)
    if link and all(x.code != link for x in found.links):
        link = link_of(found.chain, link).code
    where = found.district if here else ""
    rows = moves.find_moves(actor, chain, link=link, kind=kind, district=where, limit=top).rows if top else ()
    if as_json:
        echo_json(found.as_dict() | {"rows": [r.as_dict() for r in rows]})
        return
    echo_table(["环节", "草稿", *MOVES.values(), "本区判定", "本区实有"], [_line(x) for x in found.moving])
    said = "；".join(f"{kind} {n}→{m}" for kind, (n, m) in found.kinds.items() if n != m)
    click.echo(f"本区判定的环节数：{said or '不变'}。{found.caveat}")
    if rows:
        echo_table(
            ["企业", "所在地", "环节", "变动", "现在", "草稿"],
            [(r.name, r.region, r.link_name, MOVES[r.kind], r.why_was, r.why_now) for r in rows],
        )


def _line(x: LinkMoves) -> tuple[object, ...]:
    counts = (x.all[kind] for kind in MOVES)
    was, now = ((g.kind.value, str(g.observed)) if g else ("—", "—") for g in (x.before, x.after))
    said = (one if one == other else f"{one}→{other}" for one, other in zip(was, now, strict=True))
    return (x.name, x.kind or "—", *counts, *said)
