"""``zhuchao train classify, gbt, targeting``: fit from given data, measure, keep as a version. Nothing trained is shipped."""

import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import flows, selectors
from zhuchao.frame.console import echo_json, echo_table

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def train() -> None:
    """用给定数据训练模型；每次训练留一个版本，附数据来源和检验结果。"""


@train.command("classify")
@click.option(
    "--data",
    "--train",
    "data",
    required=True,
    type=_FILE,
    help="CSV（可为 .gz），含 fullname、scope、sw_l1 等列",
)
@click.option("--licence", default="", help="数据的许可条件，写入模型说明")
@click.option("--without-figures", is_flag=True, help="不做五折检验（快，但模型说明没有准确率）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def classify(obj: dict[str, Any], data: Path, licence: str, without_figures: bool, as_json: bool) -> None:
    """训练行业判断模型，并学习工作人员的更正；完成后即启用。"""
    from zhuchao.chains.selectors.industry.evaluation import evaluate_industries

    actor, rows = command_line_actor(obj["login"]), selectors.labelled_file(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        card = flows.train_industries(
            actor=actor,
            rows=rows,
            source=data,
            licence=licence,
            measure=None if without_figures else lambda r: evaluate_industries(r, with_peers=False),
        )
    if as_json:
        echo_json(card)
        return
    _show(card)


@train.command("gbt")
@click.option(
    "--registry",
    required=True,
    multiple=True,
    type=_FILE,
    help="Parquet，含 uscc、name、scope 三列；可给多个",
)
@click.option("--licence", default="", help="数据的许可条件，写入模型说明")
@click.option("--without-figures", is_flag=True, help="不做检验（模型说明没有准确率）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def gbt(
    obj: dict[str, Any], registry: tuple[Path, ...], licence: str, without_figures: bool, as_json: bool
) -> None:
    """用登记数据训练国民经济行业小类模型，并学习工作人员的更正；完成后即启用。"""
    card = flows.train_classes(
        actor=command_line_actor(obj["login"]),
        sources=registry,
        licence=licence,
        with_figures=not without_figures,
    )
    if as_json:
        echo_json(card)
    else:
        _show(card)


@train.command("targeting")
@click.option("--data", type=_FILE, help="Parquet：总部与异地分支对；不给时用现行登记库中的分支机构")
@click.option("--licence", default="", help="数据的许可条件，写入模型说明")
@click.option(
    "--cut", type=click.DateTime(["%Y-%m-%d"]), help="同时用这一天以前的行学习、以后的行检验，写入模型说明"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def targeting(
    obj: dict[str, Any], data: Path | None, licence: str, cut: datetime | None, as_json: bool
) -> None:
    """从企业在外地设分支的经过学习它们接着会去哪里；完成后目标企业页即显示。"""
    card = flows.train_targeting(
        actor=command_line_actor(obj["login"]),
        source=data,
        licence=licence,
        check_from=cut.date() if cut else None,
    )
    if as_json:
        echo_json(card)
        return
    echo_table(["项目", "内容"], [(k, v) for k, v in card.items() if k != "figures"])
    if card["figures"]:
        plain = {k: v for k, v in card["figures"].items() if not isinstance(v, dict | list)}
        echo_table(["检验", "数值"], list(plain.items()))


def _show(card: dict[str, Any]) -> None:
    echo_table(["项目", "内容"], [(k, v) for k, v in card.items() if k != "figures"])
    echo_table(["检验", "数值"], [(k, v) for k, v in card["figures"].items() if not isinstance(v, dict)])


@train.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def listed(obj: dict[str, Any], as_json: bool) -> None:
    """列出训练过的版本。"""
    found = selectors.trained_models(command_line_actor(obj["login"]))
    if as_json:
        echo_json(found)
        return
    rows = [
        (
            c["model"],
            c["version"],
            c["trained_at"],
            c["source"],
            c["rows"],
            c["corrections"],
            "启用" if c["in_force"] else "",
        )
        for c in found
    ]
    echo_table(["模型", "版本", "训练时间", "数据", "行数", "更正", ""], rows)
