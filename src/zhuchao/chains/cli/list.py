"""``zhuchao chains list``: the chains of the rulebook."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import selectors
from zhuchao.chains.cli.group import chains
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.terms.actor import SYSTEM, Actor


def reader(login: str) -> Actor:
    """Who reads the rulebook's chains: the person named, else the system.

    What a rule says is no secret of an office, so a new home without people can show it.
    """
    return command_line_actor(login) if login else SYSTEM


@chains.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_chains(obj: dict[str, Any], as_json: bool) -> None:
    """列出规则库现行的产业链。"""
    found = selectors.chains(reader(obj["login"]))
    if as_json:
        echo_json([{"code": c.code, "name": c.name} for c in found])
        return
    echo_table(
        ["代码", "产业链", "环节数", "概述"], [(c.code, c.name, len(c.links), c.summary) for c in found]
    )
