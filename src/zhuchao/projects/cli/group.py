"""The group of commands, and what they share."""

import click

from zhuchao.frame.console import echo_json

DAY = click.DateTime(formats=["%Y-%m-%d"])
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
ON = click.option("--on", "happened_on", type=DAY, default=None, help="真实发生日，默认今天")


@click.group()
def projects() -> None:
    """项目：登记、推进、合同、到位资金、计划、受阻、搁置与终止。"""


def done(code: str, as_json: bool, text: str) -> None:
    """Say that it was done, to a person or a program."""
    if as_json:
        echo_json({"code": code})
    else:
        click.echo(f"{text} {code}")
