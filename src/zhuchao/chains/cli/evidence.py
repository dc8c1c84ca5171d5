"""``zhuchao chains load-io`` and ``zhuchao train entries``: what the evidence beside a gap needs before it speaks."""

from pathlib import Path
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains.cli.group import JSON, chains, telling
from zhuchao.chains.cli.train import train
from zhuchao.chains.flows.load_input_output import load_input_output
from zhuchao.chains.flows.train_entries import train_entries
from zhuchao.frame.console import echo_json, echo_table

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@chains.command("load-io")
@click.argument("flows", type=_FILE)
@click.option(
    "--sectors",
    required=True,
    type=_FILE,
    help="部门表，Excel 或 CSV（可为 .gz）：code、name、GO（总产出，万元）",
)
@click.option("--source", default="", help="来源，写入说明")
@JSON
@click.pass_obj
def load_io(obj: dict[str, Any], flows: Path, sectors: Path, source: str, as_json: bool) -> None:
    """载入全国投入产出表；FLOWS 是流量表，Excel 或 CSV（可为 .gz）：from_code、to_code、flow_wan_yuan。"""
    card = load_input_output(
        actor=command_line_actor(obj["login"]), flows=flows, sectors=sectors, source=source
    )
    if as_json:
        echo_json(card)
    else:
        click.echo(f"已载入 {card['sectors']} 个部门的投入产出表，版本 {card['version']}")


@train.command("entries")
@click.option("--until", required=True, type=int, help="最后一个学习窗口截止的年份，如 2008")
@click.option("--windows", default=3, show_default=True, type=click.IntRange(1, 8), help="学习几个四年窗口")
@JSON
@click.pass_obj
def entries(obj: dict[str, Any], until: int, windows: int, as_json: bool) -> None:
    """从登记库过去的年份学习哪些环节会进入哪些地级市。"""
    with telling():
        card = train_entries(actor=command_line_actor(obj["login"]), until=until, windows=windows)
    if as_json:
        echo_json(card)
    else:
        echo_table(["项目", "内容"], [(k, v) for k, v in card.items() if k != "figures"])
