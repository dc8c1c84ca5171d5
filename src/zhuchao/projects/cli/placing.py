"""The chain and link of a project from the command line."""

from datetime import datetime
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.projects import flows
from zhuchao.projects.cli.group import JSON, ON, done, projects


@projects.command("place")
@click.argument("code")
@click.option("--chain", default="", help="产业链代码或名称；不给即不在本区产业链上")
@click.option("--link", default="", help="环节代码或名称")
@ON
@JSON
@click.pass_obj
def place(
    obj: dict[str, Any], code: str, chain: str, link: str, happened_on: datetime | None, as_json: bool
) -> None:
    """确定项目填补哪条产业链的哪个环节。"""
    on = happened_on.date() if happened_on else None
    flows.place_project(
        actor=command_line_actor(obj["login"]), code=code, chain=chain, link=link, happened_on=on
    )
    done(code, as_json, "已登记产业链环节")
