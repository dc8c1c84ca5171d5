"""``zhuchao demo``: the 示例 district."""

import click

from zhuchao.demo.engine.district import ADMINISTRATORS, OFFICES, PASSWORD, POSTS
from zhuchao.demo.flows.load_district import load_district
from zhuchao.frame.console import echo_table
from zhuchao.terms.actor import SYSTEM


@click.group("demo")
def demo() -> None:
    """装入示例区。"""


@demo.command("load")
def load() -> None:
    """把示例区装入数据文件夹；已装好的部分不再重做。"""
    if load_district(actor=SYSTEM):
        click.echo("已建立示例区的单位、岗位和人员。")
    _log_ins()


@demo.command("logins")
def logins() -> None:
    """列出示例区的登录名。"""
    _log_ins()


def _log_ins() -> None:
    click.echo(f"\n示例区登录名（口令都是 {PASSWORD}，仅供演示）：")
    rows = [(p.login, p.person, _office_post(p.office, p.name), p.sees) for p in POSTS]
    rows += [(login, "—", name, opens) for login, (name, opens) in ADMINISTRATORS.items()]
    echo_table(("登录名", "姓名", "岗位", "能看什么、办什么"), rows)
    click.echo("")


def _office_post(office: str, post: str) -> str:
    return f"{next(o.name for o in OFFICES if o.code == office)}{post}"
