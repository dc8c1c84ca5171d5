"""``zhuchao eval entries``: which links prefectures enter, learned, by density and by popularity on the same cells."""

from typing import Any

import click

from zhuchao.frame.console import echo_json, echo_table

_NAMES = {"learned": "学习预测", "density": "关联密度", "popularity": "环节热度"}


@click.command("entries")
@click.option(
    "--cut",
    "cuts",
    multiple=True,
    default=(2000,),
    show_default=True,
    type=int,
    help="截止年份；学习其前的窗口，检验其后四年。可多次给出",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def entries(cuts: tuple[int, ...], as_json: bool) -> None:
    """用登记库的真实年份检验进入预测。"""
    # The learning libraries take seconds to load; other commands of the group do without.
    from zhuchao.chains.selectors.evidence.forecast import evaluate_entries
    from zhuchao.learners.entries import TooLittle

    try:
        found = evaluate_entries(cuts)
    except TooLittle as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        echo_json(found)
        return
    rows: list[tuple[Any, ...]] = [
        (f"{one['cut']}→{one['until']}", name, one[who]["auc"], one[who]["ap"], one[who]["p_at_10"])
        for one in found
        for who, name in _NAMES.items()
    ]
    echo_table(["窗口", "做法", "AUC", "AP", "前十命中"], rows)
    for one in found:
        click.echo(f"{one['cut']} 起：{one['places']} 个地级市 {one['cells']} 格，进入 {one['entered']} 格")
