"""``zhuchao demo``: the 示例 district."""

from pathlib import Path

import click

from zhuchao.accounts.selectors import actor_by_login
from zhuchao.chains.flows import refresh_placements
from zhuchao.demo.engine.district import DEFAULT_LOGIN, PASSWORD, log_ins
from zhuchao.demo.engine.history import PROJECTS
from zhuchao.demo.flows.load_district import load_district
from zhuchao.demo.flows.load_history import load_history
from zhuchao.demo.flows.load_registry import load_registry
from zhuchao.demo.flows.load_work import load_work
from zhuchao.demo.selectors import COMPANIES
from zhuchao.frame.console import echo_table
from zhuchao.terms.actor import SYSTEM


@click.group("demo")
def demo() -> None:
    """装入示例区。"""


@demo.command("load")
@click.option(
    "--registry",
    type=click.Path(exists=True, path_type=Path),
    help="企业登记数据（文件或文件夹）；不给则生成虚构的示例企业",
)
@click.option("--companies", default=COMPANIES, show_default=True, help="虚构企业的家数")
@click.option(
    "--projects", type=click.IntRange(0, PROJECTS), default=PROJECTS, show_default=True, help="示例项目的个数"
)
def load(registry: Path | None, companies: int, projects: int) -> None:
    """把示例区装入数据文件夹；已装好的部分不再重做。"""
    if load_district(actor=SYSTEM):
        click.echo("已建立示例区的单位、岗位和人员。")
    head = actor_by_login(DEFAULT_LOGIN)
    # Before the registry: the history is written at its own moments, and the ledger only goes forward.
    if load_history(actor=head, projects=projects, say=click.echo):
        click.echo("已装入示例项目五年的经过；投资方都是虚构的示例企业。")
    if load_registry(actor=head, registry=registry, count=companies, say=click.echo):
        click.echo("按产业链归位……")
        refresh_placements(actor=head)
    if load_work(actor=head):
        click.echo("已装入示例名单；虚构企业另有示例线索与交接，真实企业不编造往来。")
    _log_ins()


@demo.command("logins")
def logins() -> None:
    """列出示例区的登录名。"""
    _log_ins()


def _log_ins() -> None:
    click.echo(f"\n示例区登录名（口令都是 {PASSWORD}，仅供演示）：")
    rows = [(one.login, one.person, one.post, one.sees) for one in log_ins()]
    echo_table(("登录名", "姓名", "岗位", "能看什么、办什么"), rows)
    click.echo("")
