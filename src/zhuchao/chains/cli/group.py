"""``zhuchao chains``: the group its commands join, and what several of them take and say."""

from contextlib import AbstractContextManager

import click

from zhuchao.chains import selectors

JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
DISTRICT = click.option("--district", required=True, help="六位区县代码，如 330603")
LINK = click.option("--link", required=True, help="环节代码或名称")
TOP = click.option("--top", default=50, show_default=True, type=click.IntRange(1, 10_000), help="列出家数")
WEIGHTS = click.option(
    "--weight", "weights", multiple=True, help="试算：某项的权重，如 注册资本=2；可多次给出，不保存"
)


@click.group()
def chains() -> None:
    """产业链：环节、缺链、目标企业。"""


def telling() -> AbstractContextManager[None]:
    """While it lasts, whatever table is built for the first time is told on standard error."""
    return selectors.telling(lambda what: click.echo(f"首次计算：{what}……", err=True))
