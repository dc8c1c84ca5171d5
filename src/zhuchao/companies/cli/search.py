"""``zhuchao companies search``."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.companies import selectors
from zhuchao.companies.cli.group import companies
from zhuchao.frame.console import echo_json, echo_table

_FIELDS = click.Choice(["all", "name", "scope", "address", "uscc"])


@companies.command("search")
@click.argument("text")
@click.option(
    "--field", type=_FIELDS, default="all", show_default=True, help="只在名称、经营范围、地址或信用代码里找"
)
@click.option("--top", default=20, show_default=True, type=click.IntRange(1, 1000), help="列出多少家")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def search(obj: dict[str, Any], text: str, field: str, top: int, as_json: bool) -> None:
    """按名称（两个字即可）、信用代码、地址或经营范围里的词查找企业，最相符的在前。"""
    actor = command_line_actor(obj["login"])
    found = selectors.search(actor, text, field=field, top=top)
    if as_json:
        echo_json(
            [{"uscc": h.uscc, "name": h.name, "region": h.region, "score": h.score} for h in found.hits]
        )
        return
    rows = [(h.name, h.uscc, h.region, h.reg_date, h.capital_wan, h.why, h.score) for h in found.hits]
    echo_table(
        ["企业", "统一社会信用代码", "所在地", "成立日期", "注册资本（万元）", "匹配说明", "得分"], rows
    )
    more = "，或有更多未列" if found.capped else ""
    click.echo(f"共 {found.total} 家{more}；{selectors.lake_note(actor).caveat}")
