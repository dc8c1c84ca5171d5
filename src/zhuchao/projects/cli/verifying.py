"""What waits for a second person, from the command line."""

from dataclasses import asdict
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.projects.cli.group import JSON, projects
from zhuchao.projects.selectors.unverified import KINDS, unverified


@projects.command("unverified")
@click.option("--kind", type=click.Choice(list(KINDS)), default=None, help="只列一类记录")
@click.option("--top", default=50, show_default=True, help="最多列出多少条")
@JSON
@click.pass_obj
def list_unverified(obj: dict[str, Any], kind: str | None, top: int, as_json: bool) -> None:
    """他人录入、等您核实的阶段、合同、到位资金记录，等得最久的在前。"""
    found = unverified(command_line_actor(obj["login"]), kind=kind or "", limit=top)
    if as_json:
        echo_json([asdict(row) for row in found.rows])
        return
    echo_table(
        ["项目", "记录", "内容", "发生日", "录入", "录入人", "编号"],
        [(r.project, r.title, r.text, r.happened_on, r.recorded_on, r.by, r.fact) for r in found.rows],
    )
    click.echo(f"共 {found.total} 条")
