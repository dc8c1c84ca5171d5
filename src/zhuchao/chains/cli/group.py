"""``zhuchao chains``: the group its commands join."""

import click


@click.group()
def chains() -> None:
    """产业链：环节、缺链、目标企业。"""
