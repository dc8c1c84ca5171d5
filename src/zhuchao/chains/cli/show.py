"""``zhuchao chains show``: the links of one chain and what feeds what."""

from typing import Any

import click

from zhuchao.chains import selectors
from zhuchao.chains.cli.group import chains
from zhuchao.chains.cli.list import reader
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.rulebook.industries import industry_name


@chains.command("show")
@click.argument("chain")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def show(obj: dict[str, Any], chain: str, as_json: bool) -> None:
    """一条产业链（代码或名称）的环节、国民经济行业代码与上下游。"""
    found = selectors.chain(reader(obj["login"]), chain)
    if as_json:
        links = [found.shown(link) for link in found.links]
        echo_json({"code": found.code, "name": found.name, "links": links})
        return
    names = {link.code: link.name for link in found.links}
    click.echo(f"{found.name}（{found.code}）：{found.summary}")
    rows = [
        (
            link.stage,
            link.code,
            link.name,
            "、".join(f"{gb} {industry_name(gb)}" for gb in link.gb),
            "、".join(names[c] for c in found.upstream(link.code)),
            "、".join(names[c] for c in found.downstream(link.code)),
        )
        for link in found.links
    ]
    echo_table(["位置", "代码", "环节", "国民经济行业", "上游环节", "下游环节"], rows)
