"""``zhuchao eval targeting``: does what was learned of past branches find the later ones."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from zhuchao.frame.console import echo_json, echo_table
from zhuchao.site.classifying import FILE


@click.command("targeting")
@click.option("--train", required=True, type=FILE, help="Parquet：总部与异地分支对；只用截止日之前的行学习")
@click.option("--test", type=FILE, help="另一份同样的 Parquet，检验其中截止日起的行；不给时用 --train 自己的")
@click.option("--cut", required=True, type=click.DateTime(["%Y-%m-%d"]), help="截止日，如 2010-01-01")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def targeting(train: Path, test: Path | None, cut: datetime, as_json: bool) -> None:
    """从总部到异地分支的经过学习，看能否找出截止日以后真实发生的。"""
    # The learning libraries take seconds to load; other commands of the group do without.
    from zhuchao.learners import expansion

    try:
        measured = expansion.evaluate(train, test, cut.date())
    except expansion.UnusablePairs as error:
        raise click.ClickException(str(error)) from error
    found = measured.as_dict()
    if as_json:
        echo_json(found)
    else:
        _show(found, cut.date())


def _show(found: dict[str, Any], cut: date) -> None:
    rows = [("本系统", found["mrr"], f"{found['hit_at_10']:.1%}")]
    for key, name in (("popularity", "城市热度"), ("same_province_flow", "同省企业的去向")):
        rows.append((name, found[key]["mrr"], f"{found[key]['hit_at_10']:.1%}"))
    echo_table(["做法", "MRR", "前十命中"], rows)
    click.echo(
        f"{cut} 起首次进入一个城市 {found['events']} 次；名单前 50 家命中 {found['precision_at_50']:.1%}，"
        f"按热度 {found['popularity_precision_at_50']:.1%}（{found['cities']} 个城市合计）"
    )
